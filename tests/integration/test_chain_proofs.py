# SPDX-License-Identifier: Apache-2.0
"""Chain proofs of real nodes: their headers rebuilt, their tries read, and bundles judged with every node off.

Anvil and ganache seal nothing, so their headers are sealed again as QBFT and IBFT 2.0; a real Clique network is
judged by its own seals.
"""

import time
from collections.abc import Iterator, Sequence

import pytest
import rlp  # type: ignore[import-untyped]
from eth_keys import keys as eth_keys  # type: ignore[attr-defined]
from eth_keys.datatypes import PublicKey
from msgspec.structs import replace

from registry.bench.replay_nodes import anvil
from registry.bench.scene import Scene, roster, scenes
from registry.chain.proofs import RpcProver
from registry.core.bundle import decode_bundle, encode_bundle
from registry.core.chainproof.header import Header
from registry.core.code import code_of
from registry.core.hashing import keccak256
from registry.core.signed_summary import parse_signed_summary
from registry.core.types import Address
from registry.service.bundle import bundle_of
from registry.service.prove import ProveDeps, keep_proofs
from registry.service.provers import Provers
from registry.service.staple import Stapler, staple
from registry.testing.sealing import BftSealer, Ibft2Sealer, QbftSealer, SealingProver, validator_keys
from registry.verify import Network, Report, TrustList, Verdict, recognise, verify
from registry.verify.pinned import ValidatorSet
from tests.conftest import needs_ganache
from tests.support import ROOT

KEYS = validator_keys(4)
SEALERS: dict[str, BftSealer] = {"qbft": QbftSealer(KEYS), "ibft2": Ibft2Sealer(KEYS)}
CONSENSUS = pytest.mark.parametrize("consensus", list(SEALERS))


@pytest.fixture(scope="module", params=["anvil", "ganache"])
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    needs_ganache()  # both come with the same npm packages
    if request.param == "anvil":
        with anvil(ROOT) as url, scenes(url) as (made,):
            yield made
    else:
        with scenes(None) as (made,):
            yield made


@pytest.fixture(scope="module")
def bundles(scene: Scene) -> list[bytes]:
    issued = scene.seal(roster(6))
    scene.anchor(issued)
    return [bundle_of(one.code, store=scene.place.store) for one in issued]


def sealed_network(scene: Scene, consensus: str = "qbft") -> Network:
    validators = (ValidatorSet(addresses=SEALERS[consensus].validators, from_block=0),)
    return replace(scene.place.network, consensus=consensus, validators=validators)


def sealing_prover(scene: Scene, consensus: str = "qbft") -> SealingProver:
    return SealingProver(RpcProver(scene.place.rpcs[0]), SEALERS[consensus].seal_each)


def offline(scene: Scene, data: bytes, network: Network) -> Report:
    trust: TrustList = replace(scene.place.trust, networks=(network,))
    return verify(recognise(data), trust=trust, readers=[], bundles=None, now=int(time.time()))


def test_a_dev_chain_is_shown_down_to_its_state_root(scene: Scene, bundles: list[bytes]) -> None:
    network = scene.place.network
    (stapled,) = staple(bundles[:1], network, RpcProver(scene.place.rpcs[0]))
    assert stapled.block == scene.place.readers[0].block_at(stapled.block.number)  # the node's own hash
    report = offline(scene, stapled.data, network)
    assert (report.verdict, report.check(6).code) == (Verdict.INDETERMINATE, "HEADER_UNSEALED")


@CONSENSUS
def test_sealed_again_it_needs_no_node(scene: Scene, bundles: list[bytes], consensus: str) -> None:
    network = sealed_network(scene, consensus)
    stapled = staple(bundles, network, sealing_prover(scene, consensus))
    assert {item.block.number for item in stapled} == {scene.place.readers[0].head().number}
    for item in stapled:
        report = offline(scene, item.data, network)
        assert report.verdict is Verdict.VALID, report.checks
        assert report.evidence is not None
        assert (report.evidence.source, report.evidence.finality) == ("proof", "final")


@CONSENSUS
def test_sealed_wrongly_it_says_how(scene: Scene, bundles: list[bytes], consensus: str) -> None:
    """A sample; docs/spec/chain-proof.md lists all codes."""
    network, sealer = sealed_network(scene, consensus), SEALERS[consensus]
    (stapled,) = staple(bundles[:1], network, sealing_prover(scene, consensus))
    real = RpcProver(scene.place.rpcs[0]).headers(stapled.block.number, 1)[0]
    other = SEALERS["ibft2" if consensus == "qbft" else "qbft"]
    fewer = type(sealer)(KEYS[:3])
    for header, expected in (
        (sealer.seal(Header.parse(real), KEYS[:2]), "SEALS_TOO_FEW"),
        (sealer.seal(Header.parse(real), (*KEYS[:2], KEYS[1])), "SEAL_DUPLICATE"),
        (sealer.seal(Header.parse(real), validator_keys(3, first=100)), "SEAL_BY_STRANGER"),
        (sealer.seal(Header.parse(real), signed_round=2), "SEALS_OTHER_ROUND"),
        (fewer.seal(Header.parse(real)), "SEALS_OTHER_VALIDATORS"),
        (other.seal(Header.parse(real)), "SEALS_FORMAT"),
    ):
        proof = replace(stapled.proof, headers=(header.encode(),))
        data = encode_bundle(replace(decode_bundle(stapled.data), chain_proof=proof))
        report = offline(scene, data, network)
        assert (report.verdict, report.check(6).code) == (Verdict.INDETERMINATE, expected)


def test_what_is_kept_is_what_bundles_carry(scene: Scene, bundles: list[bytes]) -> None:
    network = sealed_network(scene)
    deps = ProveDeps(
        store=scene.place.store,
        provers=Provers([sealing_prover(scene)]),
        network=network,
        clock=scene.place.clock,
    )
    assert keep_proofs(deps) == len(bundles)
    for data in bundles:
        code = code_of(parse_signed_summary(decode_bundle(data).signed_summary).summary)
        carried = bundle_of(code, store=scene.place.store)
        assert offline(scene, carried, network).verdict is Verdict.VALID


def test_a_batch_costs_few_questions(scene: Scene, bundles: list[bytes]) -> None:
    counting = Counting(scene)
    stapler = Stapler(sealed_network(scene), counting)
    stapler.prepare(bundles)
    for data in bundles:
        stapler.staple(data)
    assert counting.trips < 2 * len(bundles)  # one alone takes four


@CONSENSUS
def test_seals_hold_for_an_independent_reader(scene: Scene, bundles: list[bytes], consensus: str) -> None:
    """RLP and ECDSA by other libraries, step by step from the descriptions of QBFT and IBFT 2.0."""
    network = sealed_network(scene, consensus)
    (stapled,) = staple(bundles[:1], network, sealing_prover(scene, consensus))
    members = rlp.decode(stapled.proof.headers[0])
    vanity, validators, vote, number, seals = rlp.decode(members[12])
    left_out = consensus == "ibft2"
    members[12] = rlp.encode([vanity, validators, vote, number, *([] if left_out else [[]])])
    digest = keccak256(rlp.encode(members))
    signers = {_signer(digest, seal) for seal in seals}
    assert len(signers) == 3
    assert signers <= set(validators) == set(SEALERS[consensus].validators)
    members[12] = rlp.encode([vanity, validators, vote, *([] if left_out else [b"", []])])
    assert keccak256(rlp.encode(members)) == stapled.block.hash


def _signer(digest: bytes, seal: bytes) -> bytes:
    public: PublicKey = eth_keys.Signature(seal).recover_public_key_from_msg_hash(digest)
    return public.to_canonical_address()


class Counting(SealingProver):
    """Counts what is asked."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(RpcProver(scene.place.rpcs[0]), SEALERS["qbft"].seal_each)
        self.trips = 0

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        self.trips += 1
        return super().nodes(contract, slots, number)
