# SPDX-License-Identifier: Apache-2.0
"""Fees, nonces and unclear outcomes of sending; whole flows run in tests/ports and tests/integration."""

from collections.abc import Mapping
from typing import Any

import pytest

from registry.chain.authority import AuthorityActs
from registry.chain.rpc import RpcFaultError
from registry.chain.sender import Sender, wait_for
from registry.core.hashing import keccak256
from registry.core.records import Basis, OrderAction
from registry.core.types import Address
from registry.errors import EvidenceError, RefusedError, RegistryError, TransientError
from registry.ports.chain import BlockRef, Receipt

TO = Address(b"\x0c" * 20)
RECEIPT = Receipt(BlockRef(1, b"\x01" * 32, 5), True, 21_000)


class Recorder:
    """Signs nothing; keeps the fields that it was asked to sign."""

    address = Address(b"\x0a" * 20)

    def __init__(self) -> None:
        self.fields: Mapping[str, object] = {}

    def sign_transaction(self, fields: Mapping[str, object]) -> bytes:
        self.fields = fields
        return b"signed"


class ScriptedRpc:
    """Answers from a table; an exception there is raised."""

    endpoint = "http://scripted"

    def __init__(self, **answers: Any) -> None:
        base = {"eth_chainId": "0x539", "eth_getTransactionCount": "0x7", "eth_estimateGas": "0x5208",
                "eth_gasPrice": "0x0", "eth_getBlockByNumber": {}}  # fmt: skip
        self.answers: dict[str, Any] = base | answers
        self.asked: list[tuple[str, tuple[object, ...]]] = []

    def call(self, method: str, *params: object) -> Any:
        self.asked.append((method, params))
        answer = self.answers[method]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def batch(self, calls: Any) -> list[Any]:
        return [self.call(method, *params) for method, params in calls]


def sender(**answers: Any) -> tuple[Sender, ScriptedRpc, Recorder]:
    rpc, signer = ScriptedRpc(**answers), Recorder()
    return Sender(rpc, signer, timeout=0.2), rpc, signer  # type: ignore[arg-type]


def fault(message: str) -> RpcFaultError:
    return RpcFaultError("http://scripted", -32000, message, None)


def test_a_chain_without_base_fee_gets_its_own_price() -> None:
    send, _, signer = sender()
    prepared = send.prepare(TO, b"\x01")
    assert prepared.nonce == 7
    assert prepared.hash == keccak256(b"signed")
    assert signer.fields == {"to": bytes(TO), "data": b"\x01", "value": 0, "chainId": 1337, "gas": 26_250,
                             "gasPrice": 0, "nonce": 7}  # fmt: skip


def test_a_base_fee_is_paid_with_room_to_rise() -> None:
    send, _, signer = sender(eth_gasPrice="0x6e", eth_getBlockByNumber={"baseFeePerGas": "0x64"})
    send.prepare(TO, b"")
    fees = {
        name: signer.fields.get(name) for name in ("type", "maxFeePerGas", "maxPriorityFeePerGas", "gasPrice")
    }
    assert fees == {"type": 2, "maxFeePerGas": 210, "maxPriorityFeePerGas": 10, "gasPrice": None}


def test_a_given_nonce_and_gas_ask_for_neither() -> None:
    send, rpc, signer = sender()
    send.prepare(TO, b"", nonce=40, gas=99)
    assert (signer.fields["nonce"], signer.fields["gas"]) == (40, 99)
    assert not {"eth_estimateGas", "eth_getTransactionCount"} & {method for method, _ in rpc.asked}


def test_waiting_transactions_count_for_the_nonce() -> None:
    send, rpc, _ = sender()
    assert send.next_nonce() == 7
    assert rpc.asked[-1][1] == ("0x" + "0a" * 20, "pending")


class Counting(ScriptedRpc):
    """Of the account so many transactions are mined, and so many sent."""

    def __init__(self, mined: int, sent: int) -> None:
        super().__init__()
        self._counts = {"latest": hex(mined), "pending": hex(sent)}

    def call(self, method: str, *params: object) -> Any:
        if method == "eth_getTransactionCount":
            return self._counts[str(params[1])]
        return super().call(method, *params)


def test_a_grant_or_an_order_is_not_sent_behind_one_that_waits() -> None:
    """On a chain that stands still every try would send another, and all of them would be recorded in the end."""
    rpc: Any = Counting(7, 8)
    acts = AuthorityActs(Sender(rpc, Recorder()), TO)
    with pytest.raises(TransientError, match="ACCOUNT_WAITS"):
        acts.post_order("VD-CERT", action=OrderAction.SUSPEND)
    with pytest.raises(TransientError, match="ACCOUNT_WAITS"):
        acts.grant("VD-CERT", Basis.REGISTRATION, "QCVN 4:2009/BKHCN")
    assert not rpc.asked
    free: Any = Counting(8, 8)
    Sender(free, Recorder()).refuse_while_waiting()


def test_bytes_that_the_node_knows_are_not_sent_again() -> None:
    send, rpc, _ = sender(eth_getTransactionByHash={"hash": "0x01"})
    send.broadcast(b"raw")
    assert [method for method, _ in rpc.asked] == ["eth_getTransactionByHash"]


@pytest.mark.parametrize(
    ("message", "kind", "code"),
    [
        ("nonce too low", RefusedError, "NONCE_TAKEN"),
        ("Nonce too low: next nonce 5, tx nonce 3", RefusedError, "NONCE_TAKEN"),
        ("the tx doesn't have the correct nonce. account has nonce of: 4", RefusedError, "NONCE_TAKEN"),
        ("insufficient funds for gas * price + value", RefusedError, "RELAYER_FUNDS"),
        ("replacement transaction underpriced", TransientError, "BROADCAST_UNCLEAR"),
        ("txpool is full", TransientError, "BROADCAST_UNCLEAR"),
    ],
)
def test_what_a_node_says_to_a_broadcast(message: str, kind: type[RegistryError], code: str) -> None:
    send, _, _ = sender(eth_getTransactionByHash=None, eth_sendRawTransaction=fault(message))
    with pytest.raises(kind) as error:
        send.broadcast(b"raw")
    assert error.value.code == code


def test_the_account_without_money_is_named() -> None:
    send, _, _ = sender(eth_getTransactionByHash=None, eth_sendRawTransaction=fault("insufficient funds"))
    with pytest.raises(RefusedError) as error:
        send.broadcast(b"raw")
    for lang in ("vi", "en"):
        assert "0x" + send.address.hex() in error.value.text(lang)


def test_a_refused_repetition_of_a_known_transaction_is_fine() -> None:
    class Racing(ScriptedRpc):
        def call(self, method: str, *params: object) -> Any:
            if method == "eth_getTransactionByHash" and self.asked:
                self.answers[method] = {"hash": "0x01"}
            return super().call(method, *params)

    rpc = Racing(eth_getTransactionByHash=None, eth_sendRawTransaction=fault("already known"))
    Sender(rpc, Recorder()).broadcast(b"raw")  # type: ignore[arg-type]
    assert len(rpc.asked) == 3


def test_an_unanswered_broadcast_is_unclear_not_refused() -> None:
    lost = TransientError("CHAIN_UNREACHABLE", endpoint="x", reason="y")
    send, _, _ = sender(eth_getTransactionByHash=None, eth_sendRawTransaction=lost)
    with pytest.raises(TransientError):
        send.broadcast(b"raw")


def test_no_receipt_yet() -> None:
    send, _, _ = sender(eth_getTransactionReceipt=None)
    assert send.receipt(b"\x01" * 32) is None


def test_a_receipt_whose_block_left_the_chain_counts_as_none() -> None:
    receipt = {"blockHash": "0x" + "01" * 32, "status": "0x1", "gasUsed": "0x1"}
    send, _, _ = sender(eth_getTransactionReceipt=receipt, eth_getBlockByHash=None)
    assert send.receipt(b"\x01" * 32) is None


@pytest.mark.parametrize("damage", [{"status": None}, {"status": "1"}, {"blockHash": "0x01"}, {"gasUsed": 5}])
def test_a_receipt_that_cannot_be_read(damage: dict[str, Any]) -> None:
    receipt = {"blockHash": "0x" + "01" * 32, "status": "0x1", "gasUsed": "0x1", **damage}
    block = {"number": "0x1", "timestamp": "0x2"}
    send, _, _ = sender(eth_getTransactionReceipt=receipt, eth_getBlockByHash=block)
    with pytest.raises(EvidenceError):
        send.receipt(b"\x01" * 32)


def test_a_reverted_transaction_is_told_from_a_good_one() -> None:
    for status, good in (("0x1", True), ("0x0", False)):
        receipt = {"blockHash": "0x" + "01" * 32, "status": status, "gasUsed": "0x5208"}
        send, _, _ = sender(
            eth_getTransactionReceipt=receipt, eth_getBlockByHash={"number": "0x1", "timestamp": "0x2"}
        )
        assert send.receipt(b"\x01" * 32) == Receipt(BlockRef(1, b"\x01" * 32, 2), good, 21_000)


def test_waiting_ends() -> None:
    send, _, _ = sender(eth_getTransactionReceipt=None)
    with pytest.raises(TransientError) as error:
        send.wait(b"\x01" * 32)
    assert error.value.code == "RECEIPT_TIMEOUT"
    assert "0x01" in error.value.text()


def test_waiting_asks_until_there_is_an_answer() -> None:
    answers = iter([None, None, RECEIPT])
    assert wait_for(lambda: next(answers), 30.0, b"\x01" * 32) == RECEIPT
