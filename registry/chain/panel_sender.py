# SPDX-License-Identifier: Apache-2.0
"""Sending through several nodes: the same signed bytes to all of them, and no single one's word for an end.

A node can refuse, keep what it was given to itself, or claim that a transaction died. None of that moves anything
unless as many nodes say so as must agree; a new nonce is never the way out of a node that does not answer.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from registry.chain.panel import Panel
from registry.chain.rpc import Call, JsonRpc
from registry.chain.sender import Sender
from registry.core.types import Address
from registry.errors import EvidenceError, RefusedError, RegistryError, TransientError
from registry.ports.chain import Receipt
from registry.ports.keys import TransactionSigner

T = TypeVar("T")


class PanelRpc(JsonRpc):
    """The first fitting node of a panel that answers, for questions whose answer harms nobody if it is wrong."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self.endpoint = panel.endpoint

    def close(self) -> None:
        """The nodes are closed by whoever opened them."""

    def each(self, calls: Sequence[Call]) -> list[Any]:
        """As ``JsonRpc``, of one node."""
        return self._panel.first(lambda rpc: rpc.each(calls))


class PanelSender(Sender):
    """As ``Sender``, over every node of a panel. The chain id that is signed is the pinned one, whatever nodes say."""

    def __init__(self, panel: Panel, signer: TransactionSigner, *, timeout: float = 60.0) -> None:
        super().__init__(PanelRpc(panel), signer, timeout=timeout)
        self._chain_id = panel.pinned.identity.chain_id
        self._panel = panel
        self._each = {rpc.endpoint: Sender(rpc, signer, timeout=timeout) for rpc in panel.rpcs}

    def ask(self, to: Address, call: bytes, *, body: str = "") -> bytes:
        """``eth_call``. Refused only where as many nodes refuse as must agree: the contract has the last word, and
        no single node keeps a request from it.
        """
        return self._unless_agreed(lambda sender: sender.ask(to, call, body=body))

    def broadcast(self, raw: bytes) -> None:
        """The same bytes to every node, since one alone may never pass them on. Enough that one takes them.

        Raises ``RefusedError`` where all that answer refuse, and they are as many as must agree; else
        ``TransientError``.
        """
        taken, refusals, failure = 0, list[RefusedError](), _nobody()
        for sender in self._fitting():
            try:
                sender.broadcast(raw)
                taken += 1
            except RefusedError as error:
                refusals.append(error)
            except (TransientError, EvidenceError) as error:
                failure = error
        if taken:
            return
        if len(refusals) < self._panel.pinned.agree:
            if refusals:
                raise TransientError("BROADCAST_UNCLEAR", reason=refusals[0].code)
            raise failure
        # Of two reasons the one that decides nothing for good goes first.
        raise next((error for error in refusals if error.code != "NONCE_TAKEN"), refusals[0])

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """What as many nodes say as must agree; ``None`` while too few of those that answer know it.

        Raises ``TransientError`` where too few answer, EVIDENCE_NODES_DISAGREE where they know different ones.
        """
        return self._told(lambda sender: sender.receipt(transaction_hash), lambda receipt: receipt)

    def raw_receipt(self, transaction_hash: bytes) -> Mapping[str, Any] | None:
        """As ``receipt``; what must be the same is the block, the status and the logs, not how a client writes them."""
        return self._told(lambda sender: sender.raw_receipt(transaction_hash), _substance)

    def _waits(self) -> bool:
        """As ``Sender``. Every node was sent the same, so one that says so alone keeps nothing back by it."""
        told, failure = list[bool](), _nobody()
        for sender in self._fitting():
            try:
                told.append(sender._waits())
            except (TransientError, EvidenceError) as error:
                failure = error
        if not told:
            raise failure
        return sum(told) >= min(self._panel.pinned.agree, len(told))

    def _told(self, ask: Callable[[Sender], T | None], same: Callable[[T], object]) -> T | None:
        found, answered, failure = list[tuple[str, T]](), 0, _nobody()
        for sender in self._fitting():
            try:
                receipt = ask(sender)
            except (TransientError, EvidenceError) as error:
                failure = error
                continue
            answered += 1
            if receipt is None:
                continue
            found.append((sender.rpc.endpoint, receipt))
            if same(receipt) != same(found[0][1]):
                names = ", ".join(name for name, _ in found)
                raise TransientError("EVIDENCE_NODES_DISAGREE", block=_block_of(receipt), nodes=names)
            if len(found) == self._panel.pinned.agree:
                return receipt
        if answered < self._panel.pinned.agree:
            raise failure
        return None

    def _estimate(self, to: Address | None, call: bytes, body: str) -> int:
        return self._unless_agreed(lambda sender: sender._estimate(to, call, body))

    def _unless_agreed(self, ask: Callable[[Sender], T]) -> T:
        refusals, failure = list[RefusedError](), _nobody()
        for sender in self._fitting():
            try:
                return ask(sender)
            except RefusedError as error:
                refusals.append(error)
                if len(refusals) == self._panel.pinned.agree:
                    raise
            except (TransientError, EvidenceError) as error:
                failure = error
        if refusals and not isinstance(failure, TransientError):
            raise TransientError("BROADCAST_UNCLEAR", reason=refusals[0].code) from refusals[0]
        raise failure

    def _fitting(self) -> list[Sender]:
        fitting = [self._each[rpc.endpoint] for rpc in self._panel.rpcs if self._panel.fits(rpc)]
        if not fitting:
            self._panel.check()  # says what is wrong
        return fitting


def _nobody() -> RegistryError:
    return EvidenceError("EVIDENCE_NO_NODE", agree=1)


def _substance(receipt: Mapping[str, Any]) -> object:
    logs = receipt.get("logs")
    told = [
        tuple(str(log.get(name)).lower() for name in ("address", "topics", "data"))
        for log in (logs if isinstance(logs, list) else [])
        if isinstance(log, Mapping)
    ]
    return str(receipt.get("blockHash")).lower(), str(receipt.get("status")).lower(), told


def _block_of(receipt: object) -> object:
    if isinstance(receipt, Receipt):
        return receipt.block.number
    return receipt.get("blockNumber", "") if isinstance(receipt, Mapping) else ""
