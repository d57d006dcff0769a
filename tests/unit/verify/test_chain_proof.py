# SPDX-License-Identifier: Apache-2.0
"""Verification by a chain proof alone: what it shows, and a code of its own for whatever is wrong with it."""

import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from registry.core import layout
from registry.core.bundle import decode_bundle, encode_bundle
from registry.core.chainproof.header import Header
from registry.core.chainproof.proof import ChainProof
from registry.core.hashing import keccak256
from registry.core.records import ContractState, State
from registry.core.types import Address
from registry.ports.chain import ChainReader
from registry.service.staple import staple
from registry.testing.fake_chain import FakeChain
from registry.testing.sealing import QbftSealer
from registry.verify import Report, TrustList, Verdict
from registry.verify.pinned import Network, ValidatorSet
from tests.proven_world import CLIQUE, KEYS, SEALER, STRANGERS, ProvingChain, by_qbft, qbft_network
from tests.unit.verify.build import Issued, World
from tests.unit.verify.scenes.scene import DAY

Change = Callable[[ChainProof], ChainProof]
EVERY_BYTE = os.environ.get("ANTIN_EVERY_BYTE") == "1"


class Proven:
    """One certificate, proven on a QBFT network."""

    def __init__(self, **network: Any) -> None:
        self.world = World(**(network or qbft_network()))
        self.issued: Issued = self.world.issue()
        self.data = self.stapled()

    @property
    def network(self) -> Network:
        return self.world.trust().networks[0]

    def stapled(self, seal: Callable[[Sequence[Header]], Sequence[Header]] = by_qbft) -> bytes:
        return staple([self.issued.data], self.network, ProvingChain(self.world.chain, seal))[0].data

    @property
    def proof(self) -> ChainProof:
        proof = decode_bundle(self.data).chain_proof
        assert proof is not None
        return proof

    def with_proof(self, proof: ChainProof) -> bytes:
        return encode_bundle(replace(decode_bundle(self.data), chain_proof=proof))

    def resealed(self, seal: Callable[[Header], Header]) -> bytes:
        headers = tuple(seal(Header.parse(header)).encode() for header in self.proof.headers)
        return self.with_proof(replace(self.proof, headers=headers))

    def offline(
        self, data: bytes | None = None, readers: Sequence[ChainReader] = (), **options: Any
    ) -> Report:
        return self.world.verify(data or self.data, readers=list(readers), **options)


@pytest.fixture
def proven() -> Proven:
    return Proven()


def code(report: Report) -> str:
    assert report.verdict is Verdict.INDETERMINATE
    return report.check(6).code


def test_without_any_node_or_with_silent_ones(proven: Proven) -> None:
    silent = FakeChain(chain_id=1337)
    silent.down = True
    for readers in ([], [silent], [FakeChain(chain_id=99)]):
        report = proven.offline(readers=readers)
        assert report.verdict is Verdict.VALID
        assert report.evidence is not None
        assert (report.evidence.source, report.evidence.finality) == ("proof", "final")


def test_the_proof_counts_for_all_nodes_that_must_agree() -> None:
    proven = Proven(**qbft_network(agree=3))
    assert proven.offline().verdict is Verdict.VALID
    assert proven.offline(proven.issued.data).verdict is Verdict.INDETERMINATE


def test_nodes_that_answer_decide_and_the_proof_is_checked_all_the_same(proven: Proven) -> None:
    proven.world.chain.set_status("VD-CERT", proven.issued.leaf, State.WITHDRAWN)
    chain = proven.world.chain
    report = proven.offline(readers=[chain])
    assert report.evidence is not None
    assert (report.outcome.code, report.evidence.source) == ("WITHDRAWN", "nodes")
    other = Proven()
    damaged = other.resealed(lambda header: SEALER.seal(header, KEYS[:2]))
    assert code(other.offline(damaged, [other.world.chain])) == "SEALS_TOO_FEW"


def test_a_proof_from_before_a_withdrawal_is_not_valid_for_today(proven: Proven) -> None:
    world = proven.world
    world.chain.advance(DAY)
    world.chain.set_status("VD-CERT", proven.issued.leaf, State.WITHDRAWN)
    report = proven.offline()
    assert (report.verdict, report.check(12).code) == (Verdict.INDETERMINATE, "EVIDENCE_TOO_OLD")
    assert proven.offline(proven.stapled()).outcome.code == "WITHDRAWN"


def test_a_dev_chain_stops_at_the_state_root() -> None:
    proven = Proven(block_period=0)
    assert code(proven.offline()) == "HEADER_UNSEALED"
    assert proven.offline(readers=[proven.world.chain]).verdict is Verdict.VALID
    world = proven.world
    world.chain.set_status("VD-CERT", proven.issued.leaf, State.WITHDRAWN)
    forged = proven.stapled(lambda headers: headers)
    assert code(proven.offline(forged)) == "HEADER_UNSEALED"  # nobody may call it withdrawn by such a proof


def test_clique_is_valid_and_says_that_it_is_probable() -> None:
    validators = (ValidatorSet(addresses=CLIQUE.validators, from_block=0),)
    proven = Proven(block_period=0)
    for _ in range(4):
        proven.world.chain.advance(5)
    proven.world.network = {"consensus": "clique", "validators": validators}
    data = proven.stapled(CLIQUE.seal_run)
    report = proven.offline(data)
    assert report.verdict is Verdict.VALID
    assert "PROBABILISTIC" in {note.code for note in report.warnings}
    proof = decode_bundle(data).chain_proof
    assert proof is not None
    assert len(proof.headers) == 3
    assert (
        code(proven.offline(proven.with_proof(replace(proof, headers=proof.headers[:2])))) == "SEALS_TOO_FEW"
    )


@pytest.mark.parametrize(
    ("why", "seal", "expected"),
    [
        ("too few", lambda header: SEALER.seal(header, KEYS[:2]), "SEALS_TOO_FEW"),
        ("twice", lambda header: SEALER.seal(header, (*KEYS[:2], KEYS[0])), "SEAL_DUPLICATE"),
        ("stranger", lambda header: SEALER.seal(header, (*KEYS[:2], STRANGERS[0])), "SEAL_BY_STRANGER"),
        ("other round", lambda header: SEALER.seal(header, signed_round=1), "SEALS_OTHER_ROUND"),
        ("other list", lambda header: QbftSealer(KEYS[:3]).seal(header), "SEALS_OTHER_VALIDATORS"),
        ("other network's", lambda header: QbftSealer(STRANGERS).seal(header), "SEALS_OTHER_VALIDATORS"),
        ("no seals", lambda header: SEALER.seal(header, ()), "SEALS_TOO_FEW"),
    ],
)  # fmt: skip
def test_seals(proven: Proven, why: str, seal: Callable[[Header], Header], expected: str) -> None:
    assert code(proven.offline(proven.resealed(seal))) == expected, why


def test_validators_whose_interval_has_ended(proven: Proven) -> None:
    past = ValidatorSet(addresses=SEALER.validators, from_block=0, until_block=3)
    now = ValidatorSet(addresses=QbftSealer(STRANGERS).validators, from_block=4)
    assert code(proven.offline(trust=_pinning(proven, validators=(past, now)))) == "SEALS_OTHER_VALIDATORS"
    forgotten = _pinning(proven, validators=(past,))
    assert code(proven.offline(trust=forgotten)) == "PROOF_VALIDATORS_UNKNOWN"
    assert proven.offline(readers=[proven.world.chain], trust=forgotten).verdict is Verdict.VALID


def test_seals_that_were_good_are_judged_anew_for_other_validators_and_another_consensus(
    proven: Proven,
) -> None:
    assert proven.offline().verdict is Verdict.VALID
    others = (ValidatorSet(addresses=QbftSealer(STRANGERS).validators, from_block=0),)
    assert code(proven.offline(trust=_pinning(proven, validators=others))) == "SEALS_OTHER_VALIDATORS"
    more = (ValidatorSet(addresses=(*SEALER.validators, Address(b"\7" * 20)), from_block=0),)
    assert code(proven.offline(trust=_pinning(proven, validators=more))) == "SEALS_OTHER_VALIDATORS"
    assert code(proven.offline(trust=_pinning(proven, consensus="ibft2"))) == "SEALS_FORMAT"
    assert proven.offline().verdict is Verdict.VALID


def test_a_block_before_the_contracts_first(proven: Proven) -> None:
    later = replace(proven.network.contracts[0], from_block=10_000)
    assert code(proven.offline(trust=_pinning(proven, contracts=(later,)))) == "PROOF_BEFORE_CONTRACT"


def test_a_test_network_that_reuses_validator_keys(proven: Proven) -> None:
    chain, pinned = proven.world.chain, proven.network
    slot = layout.fixed_slot(layout.CONTRACT_STATE)
    state = ContractState.decode(chain.ledger.read(chain.contract, slot))
    assert state is not None
    with chain.ledger.block():
        chain.ledger.write(chain.contract, slot, replace(state, chain_id=7).encode())
    (twin,) = staple([proven.issued.data], replace(pinned, chain_id=7), ProvingChain(chain))
    assert code(proven.offline(twin.data)) == "EVIDENCE_OTHER_CHAIN"
    chain.ledger.codes[chain.contract] = b"another code"
    contract = replace(pinned.contracts[0], code_hash=keccak256(b"another code"))
    network = replace(pinned, chain_id=7, contracts=(contract,))
    (twin,) = staple([proven.issued.data], network, ProvingChain(chain))
    assert code(proven.offline(twin.data)) == "EVIDENCE_OTHER_CONTRACT"


def test_another_contract_or_slot_than_asked(proven: Proven) -> None:
    other = proven.world.issue(number="ANOTHER")
    (stapled,) = staple([other.data], proven.network, ProvingChain(proven.world.chain))
    proof = decode_bundle(stapled.data).chain_proof
    assert proof is not None
    assert code(proven.offline(proven.with_proof(proof))) == "PROOF_SLOT_MISSING"
    added = replace(proven.proof, nodes=(*proven.proof.nodes, b"\xc2\x01\x02"))
    assert code(proven.offline(proven.with_proof(added))) == "TRIE_NODE_UNUSED"
    top = Header.parse(proven.proof.headers[0]).state_root
    cut = tuple(node for node in proven.proof.nodes if keccak256(node) != top)
    assert (
        code(proven.offline(proven.with_proof(replace(proven.proof, nodes=cut)))) == "PROOF_CONTRACT_MISSING"
    )


def test_no_altered_byte_is_valid(proven: Proven) -> None:
    """A sample here; all bytes with ANTIN_EVERY_BYTE=1 (docs/spec/chain-proof.md)."""
    size = len(proven.data)
    step = 1 if EVERY_BYTE else 97
    for position in range(0, size, step):
        for flip in (0x01, 0x80) if not EVERY_BYTE else (0x01, 0x20, 0x80):
            altered = bytearray(proven.data)
            altered[position] ^= flip
            verdict = _verdict(proven, bytes(altered))
            assert verdict is not Verdict.VALID, (
                position,
                flip,
                proven.data[max(0, position - 40) : position + 40],
            )


def test_no_altered_byte_of_the_proof_is_valid_under_hexadecimal(proven: Proven) -> None:
    """The bytes that the hexadecimal stands for: every one of the header, a sample of the nodes."""
    header = proven.proof.headers[0]
    for position in range(len(header)):
        altered = bytearray(header)
        altered[position] ^= 1 << position % 8
        data = proven.with_proof(replace(proven.proof, headers=(bytes(altered),)))
        assert _verdict(proven, data) is not Verdict.VALID, position
    for index, node in enumerate(proven.proof.nodes):
        for position in range(index % 13, len(node), 1 if EVERY_BYTE else 53):
            altered = bytearray(node)
            altered[position] ^= 1 << position % 8
            nodes = (*proven.proof.nodes[:index], bytes(altered), *proven.proof.nodes[index + 1 :])
            assert (
                _verdict(proven, proven.with_proof(replace(proven.proof, nodes=nodes))) is not Verdict.VALID
            )


def _verdict(proven: Proven, data: bytes) -> Verdict:
    return proven.offline(data).verdict


def _pinning(proven: Proven, **changes: Any) -> TrustList:
    trust = proven.world.trust()
    return replace(trust, networks=(replace(trust.networks[0], **changes),))
