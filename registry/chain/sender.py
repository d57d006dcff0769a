# SPDX-License-Identifier: Apache-2.0
"""Transactions of one account: built and signed first, sent afterwards, waited for with a deadline."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from registry.chain.errors import refusal
from registry.chain.hexadecimal import data, read_data, read_quantity
from registry.chain.rpc import JsonRpc, RpcFaultError
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError, RefusedError, TransientError
from registry.ports.chain import BlockRef, Receipt, SignedTransaction
from registry.ports.keys import TransactionSigner

FIRST_POLL = 0.05  # seconds; doubles up to the last
LAST_POLL = 2.0
GAS_HEADROOM = 5, 4  # an estimate may fall short where storage changes before the block


class Sender:
    """Sends for one account. ``timeout`` in seconds bounds ``wait``."""

    def __init__(self, rpc: JsonRpc, signer: TransactionSigner, *, timeout: float = 60.0) -> None:
        self.rpc = rpc
        self._signer = signer
        self._timeout = timeout
        self._chain_id: int | None = None

    def __repr__(self) -> str:
        return f"Sender({self.rpc.endpoint!r}, 0x{self.address.hex()})"

    @property
    def address(self) -> Address:
        """The account that pays."""
        return self._signer.address

    def next_nonce(self) -> int:
        """The account's next nonce, waiting transactions counted."""
        answer = self.rpc.call("eth_getTransactionCount", data(self.address), "pending")
        return read_quantity(answer, "nonce")

    def refuse_while_waiting(self) -> None:
        """Raises ``TransientError`` ACCOUNT_WAITS while something of the account is sent and not mined: for acts that
        the contract takes twice, and of which nothing says yet whether the one that waits is the same.
        """
        if self._waits():
            raise TransientError("ACCOUNT_WAITS", account="0x" + self.address.hex())

    def ask(self, to: Address, call: bytes, *, body: str = "") -> bytes:
        """``eth_call`` at the newest block. Raises ``RefusedError`` with the contract's reason."""
        question = {"from": data(self.address), "to": data(to), "data": data(call)}
        try:
            return read_data(self.rpc.call("eth_call", question, "latest"), "eth_call")
        except RpcFaultError as fault:
            raise refusal(fault, body=body) from fault

    def prepare(
        self, to: Address | None, call: bytes, *, nonce: int | None = None, gas: int | None = None,
        body: str = "",
    ) -> SignedTransaction:  # fmt: skip
        """Build and sign; ``to`` None creates a contract. ``gas`` skips the estimate, which would refuse
        what the contract refuses; ``body`` is a code for messages. Raises ``RefusedError`` with the
        contract's reason.
        """
        fields: dict[str, object] = {"value": 0, "data": call, "chainId": self._chain()}
        if to is not None:
            fields["to"] = bytes(to)
        fields["gas"] = gas if gas is not None else self._estimate(to, call, body)
        fields |= self._fees()
        chosen = self.next_nonce() if nonce is None else nonce
        raw = self._signer.sign_transaction({**fields, "nonce": chosen})
        return SignedTransaction(raw, keccak256(raw), chosen, self.address)

    def broadcast(self, raw: bytes) -> None:
        """Send signed bytes; again is harmless. Raises ``TransientError`` CHAIN_UNREACHABLE or
        BROADCAST_UNCLEAR, ``RefusedError`` NONCE_TAKEN or RELAYER_FUNDS.
        """
        digest = keccak256(raw)
        # Asked first because ganache 7.9 mines a repeated first transaction of an account once more.
        if self._is_known(digest):
            return
        try:
            self.rpc.call("eth_sendRawTransaction", data(raw))
        except RpcFaultError as fault:
            if not self._is_known(digest):
                raise _broadcast_error(fault, self.address) from fault

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """The receipt, or ``None`` while the transaction is not mined or not known."""
        answer = self.raw_receipt(transaction_hash)
        if answer is None:
            return None
        block = self._block(read_data(answer.get("blockHash"), "blockHash", size=32))
        if block is None:
            return None  # its block has just left the chain; the transaction waits again
        status = read_quantity(answer.get("status"), "status")
        return Receipt(block, status == 1, read_quantity(answer.get("gasUsed"), "gasUsed"))

    def raw_receipt(self, transaction_hash: bytes) -> Mapping[str, Any] | None:
        """The node's receipt as it stands."""
        answer = self.rpc.call("eth_getTransactionReceipt", data(transaction_hash))
        if answer is not None and not isinstance(answer, dict):
            raise EvidenceError("CHAIN_ANSWER", self.rpc.endpoint, reason="a receipt is not an object")
        return answer

    def wait(self, transaction_hash: bytes) -> Receipt:
        """Poll until mined. Raises ``TransientError`` RECEIPT_TIMEOUT: it may still be mined later."""
        return wait_for(lambda: self.receipt(transaction_hash), self._timeout, transaction_hash)

    def send(self, to: Address | None, call: bytes, *, body: str = "") -> tuple[Receipt, SignedTransaction]:
        """Prepare, send and wait. Raises ``RefusedError`` also when the block reverts what the estimate
        allowed, with the reason that the contract gives afterwards.
        """
        transaction = self.prepare(to, call, body=body)
        self.broadcast(transaction.raw)
        receipt = self.wait(transaction.hash)
        if not receipt.succeeded:
            if to is not None:
                self.ask(to, call, body=body)
            raise RefusedError("CHAIN_REVERTED", reason="0x" + transaction.hash.hex())
        return receipt, transaction

    def _waits(self) -> bool:
        account = data(self.address)
        asked = [("eth_getTransactionCount", (account, block)) for block in ("latest", "pending")]
        mined, sent = (read_quantity(answer, "nonce") for answer in self.rpc.batch(asked))
        return sent > mined

    def _chain(self) -> int:
        if self._chain_id is None:
            self._chain_id = read_quantity(self.rpc.call("eth_chainId"), "eth_chainId")
        return self._chain_id

    def _estimate(self, to: Address | None, call: bytes, body: str) -> int:
        question = {"from": data(self.address), "data": data(call)} | ({"to": data(to)} if to else {})
        try:
            estimate = read_quantity(self.rpc.call("eth_estimateGas", question), "eth_estimateGas")
        except RpcFaultError as fault:
            raise refusal(fault, body=body) from fault
        numerator, denominator = GAS_HEADROOM
        return estimate * numerator // denominator

    def _fees(self) -> dict[str, object]:
        """Permissioned chains take a price of zero; where there is a base fee, twice it lasts six blocks."""
        price, head = self.rpc.batch([("eth_gasPrice", ()), ("eth_getBlockByNumber", ("latest", False))])
        base = read_quantity((head or {}).get("baseFeePerGas", "0x0"), "baseFeePerGas")
        if base == 0:
            return {"gasPrice": read_quantity(price, "eth_gasPrice")}
        tip = max(read_quantity(price, "eth_gasPrice") - base, 0)
        return {"maxPriorityFeePerGas": tip, "maxFeePerGas": 2 * base + tip, "type": 2}

    def _is_known(self, transaction_hash: bytes) -> bool:
        return self.rpc.call("eth_getTransactionByHash", data(transaction_hash)) is not None

    def _block(self, digest: bytes) -> BlockRef | None:
        answer = self.rpc.call("eth_getBlockByHash", data(digest), False)
        if answer is None:
            return None
        number = read_quantity(answer.get("number"), "block number")
        return BlockRef(number, digest, read_quantity(answer.get("timestamp"), "block timestamp"))


def wait_for(ask: Callable[[], Receipt | None], timeout: float, transaction_hash: bytes) -> Receipt:
    """Ask with growing pauses until there is a receipt or ``timeout`` seconds are over."""
    deadline, pause = time.monotonic() + timeout, FIRST_POLL
    while (receipt := ask()) is None:
        if time.monotonic() + pause > deadline:
            raise TransientError("RECEIPT_TIMEOUT", hash="0x" + transaction_hash.hex(), seconds=timeout)
        time.sleep(pause)
        pause = min(2 * pause, LAST_POLL)
    return receipt


def _broadcast_error(fault: RpcFaultError, account: Address) -> Exception:
    # JSON-RPC has no codes for these; a message we do not know stays "unclear", which harms nothing.
    message = fault.message.lower()
    if "nonce" in message and ("too low" in message or "correct nonce" in message):
        return RefusedError("NONCE_TAKEN")
    if "insufficient funds" in message or "enough funds" in message:
        return RefusedError("RELAYER_FUNDS", account="0x" + account.hex())
    return TransientError("BROADCAST_UNCLEAR", reason=fault.params["reason"])
