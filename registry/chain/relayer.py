# SPDX-License-Identifier: Apache-2.0
"""``ChainWriter`` over JSON-RPC: bodies' signed requests, sent and paid for by the relayer's account."""

from registry.chain.calls import anchor_call, request_call, status_call
from registry.chain.sender import Sender
from registry.core.anchor import AnchorRequest
from registry.core.status import StatusManyRequest, StatusRequest
from registry.core.types import Address
from registry.ports.chain import BodyRequest, Receipt, SignedTransaction


class Relayer:
    """Sends to one contract; whose signature counts is the contract's business."""

    def __init__(self, sender: Sender, contract: Address) -> None:
        self._sender = sender
        self._contract = contract

    @property
    def address(self) -> Address:
        """The account that pays."""
        return self._sender.address

    def check_anchor(self, request: AnchorRequest, signature: bytes) -> None:
        """Ask the contract. Raises ``RefusedError`` with its reason."""
        self._sender.ask(self._contract, anchor_call(request, signature), body=request.body)

    def prepare_anchor(
        self, request: AnchorRequest, signature: bytes, *, nonce: int | None = None, gas: int | None = None
    ) -> SignedTransaction:
        """Build and sign, without sending. ``gas`` skips the estimate and with it the refusal."""
        call = anchor_call(request, signature)
        return self._sender.prepare(self._contract, call, nonce=nonce, gas=gas, body=request.body)

    def check_status(self, request: StatusRequest | StatusManyRequest, signature: bytes) -> None:
        """Ask the contract. Raises ``RefusedError`` with its reason."""
        self._sender.ask(self._contract, status_call(request, signature), body=request.body)

    def prepare_status(
        self, request: StatusRequest | StatusManyRequest, signature: bytes, *, nonce: int | None = None,
        gas: int | None = None,
    ) -> SignedTransaction:  # fmt: skip
        """Build and sign, without sending. ``gas`` skips the estimate and with it the refusal."""
        call = status_call(request, signature)
        return self._sender.prepare(self._contract, call, nonce=nonce, gas=gas, body=request.body)

    def check_request(self, request: BodyRequest, signature: bytes) -> None:
        """Ask the contract. Raises ``RefusedError`` with its reason."""
        self._sender.ask(self._contract, request_call(request, signature), body=request.body)

    def prepare_request(
        self, request: BodyRequest, signature: bytes, *, nonce: int | None = None, gas: int | None = None
    ) -> SignedTransaction:
        """Build and sign, without sending. ``gas`` skips the estimate and with it the refusal."""
        call = request_call(request, signature)
        return self._sender.prepare(self._contract, call, nonce=nonce, gas=gas, body=request.body)

    def next_nonce(self) -> int:
        """The relayer's next nonce, waiting transactions counted."""
        return self._sender.next_nonce()

    def broadcast(self, raw: bytes) -> None:
        """Send stored bytes; sending them again is harmless."""
        self._sender.broadcast(raw)

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """The receipt, or ``None`` while it is not mined or was never received."""
        return self._sender.receipt(transaction_hash)

    def wait(self, transaction_hash: bytes) -> Receipt:
        """Poll until mined. Raises ``TransientError`` RECEIPT_TIMEOUT."""
        return self._sender.wait(transaction_hash)
