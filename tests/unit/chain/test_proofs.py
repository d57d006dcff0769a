# SPDX-License-Identifier: Apache-2.0
"""What a node may answer when it is asked for a proof, and what is made of it."""

from functools import partial
from typing import Any

import pytest

from registry.chain.proofs import MAX_SLOTS, RpcProver
from registry.chain.rpc import RpcFaultError
from registry.core.chainproof import qbft
from registry.core.chainproof.header import Header
from registry.core.types import Address
from registry.errors import RegistryError
from registry.testing.fake_chain import FakeChain
from registry.testing.sealing import QbftSealer, validator_keys
from tests.proven_world import ProvingChain
from tests.unit.chain.test_reader import ScriptedRpc

CONTRACT = Address(b"\x0c" * 20)
PROOF = {"accountProof": ["0xc101"], "storageProof": [{"proof": ["0xc102", "0xc103"]}, {"proof": []}]}
_NAMES = ("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom",
          "difficulty", "number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce",
          "baseFeePerGas")  # fmt: skip
_NUMBERS = {"difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas"}


def unsealed() -> Header:
    chain = FakeChain()
    chain.advance(5)
    return Header.parse(ProvingChain(chain, lambda headers: headers).headers(1, 1)[0])


def answer(header: Header, block_hash: bytes) -> dict[str, str]:
    """As ``eth_getBlockByNumber`` shows it."""
    members = dict(zip(_NAMES, header.items, strict=True))
    told = {n: hex(int.from_bytes(v, "big")) if n in _NUMBERS else "0x" + v.hex() for n, v in members.items()}
    return {**told, "hash": "0x" + block_hash.hex()}


def prover(**answers: Any) -> tuple[RpcProver, ScriptedRpc]:
    rpc = ScriptedRpc(**answers)
    return RpcProver(rpc), rpc  # type: ignore[arg-type]


def refusal(node: RpcProver, *, header: bool = False) -> str:
    ask = partial(node.headers, 1, 1) if header else partial(node.nodes, CONTRACT, [bytes(32)], 1)
    with pytest.raises(RegistryError) as caught:
        ask()
    return caught.value.code


def test_headers_are_rebuilt_and_known_by_their_hash() -> None:
    header = unsealed()
    node, _ = prover(eth_getBlockByNumber=answer(header, header.hash()))
    assert node.headers(1, 1) == (header.encode(),)
    sealed = QbftSealer(validator_keys(4)).seal(header)
    node, _ = prover(eth_getBlockByNumber=answer(sealed, qbft.block_hash(sealed)))
    assert node.headers(1, 1) == (sealed.encode(),)


def test_a_header_of_a_later_fork_is_taken_raw() -> None:
    later = Header((*unsealed().items, *(bytes(32) for _ in range(8))))
    told = answer(Header(later.items[:16]), later.hash())
    node, _ = prover(eth_getBlockByNumber=told, debug_getRawHeader="0x" + later.encode().hex())
    assert node.headers(1, 1) == (later.encode(),)
    node, _ = prover(eth_getBlockByNumber=told, debug_getRawHeader="0x" + unsealed().encode().hex())
    assert refusal(node, header=True) == "PROOF_HEADER_UNKNOWN"


def test_a_header_that_nobody_can_show() -> None:
    class NoDebug(ScriptedRpc):
        def call(self, method: str, *params: object) -> Any:
            raise RpcFaultError("http://scripted", -32_601, "no such method", None)

    node = RpcProver(NoDebug(eth_getBlockByNumber=answer(unsealed(), bytes(32))))  # type: ignore[arg-type]
    assert refusal(node, header=True) == "PROOF_HEADER_UNKNOWN"
    assert refusal(node) == "PROOF_STATE_GONE"
    node, _ = prover(eth_getBlockByNumber=None)
    assert refusal(node, header=True) == "BLOCK_UNKNOWN"


def test_nodes_of_account_and_slots_in_bounded_questions() -> None:
    node, _ = prover(eth_getProof=PROOF)
    assert node.nodes(CONTRACT, [bytes(32)], 1) == (b"\xc1\1", b"\xc1\2", b"\xc1\3")
    assert len(node.nodes(CONTRACT, [bytes(32)] * (MAX_SLOTS + 1), 1)) == 6


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (None, "PROOF_STATE_GONE"),
        ([], "CHAIN_ANSWER"),
        ({"accountProof": []}, "CHAIN_ANSWER"),
        ({**PROOF, "storageProof": [1]}, "CHAIN_ANSWER"),
        ({**PROOF, "storageProof": [{}]}, "CHAIN_ANSWER"),
        ({**PROOF, "accountProof": None}, "CHAIN_ANSWER"),
        ({**PROOF, "accountProof": ["zz"]}, "CHAIN_ANSWER"),
    ],
)
def test_an_answer_that_is_no_proof(told: Any, code: str) -> None:
    node, _ = prover(eth_getProof=told)
    assert refusal(node) == code
