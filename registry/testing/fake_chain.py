# SPDX-License-Identifier: Apache-2.0
"""A chain in memory with the contract on it: ``ChainReader``, ``ChainWriter`` and the authority's acts.

Time stands still until ``advance``. Every transaction gets a block of its own at once, unless
``automine`` is off. ``fail_next`` makes one call fail, or succeed and lose its reply; ``down`` fails all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from registry.core.anchor import AnchorRequest
from registry.core.hashing import keccak256
from registry.core.status import StatusManyRequest, StatusRequest
from registry.core.types import Address
from registry.errors import PausedError, RefusedError, TransientError
from registry.ports.chain import BlockRef, BodyRequest, ChainIdentity, Receipt, SignedTransaction
from registry.testing.fake_acts import FakeContract
from registry.testing.fake_contract import AUTHORITY, MANAGER
from registry.testing.fake_ledger import FakeLedger

CONTRACT = Address(bytes.fromhex("c0" * 20))
RELAYER = Address(bytes.fromhex("e0" * 20))
START = 1_782_864_000  # 2026-07-01 00:00 UTC
T = TypeVar("T")
StatusAsked = StatusRequest | StatusManyRequest


@dataclass
class FakePool:
    """Transactions of every sender: known bytes, next nonces, what waits, what was mined."""

    calls: dict[bytes, Callable[[], object]] = field(default_factory=dict)
    transactions: dict[bytes, SignedTransaction] = field(default_factory=dict)
    waiting: dict[tuple[Address, int], SignedTransaction] = field(default_factory=dict)
    mined: dict[Address, int] = field(default_factory=dict)
    receipts: dict[bytes, Receipt] = field(default_factory=dict)


class FakeChain(FakeContract):
    """``chain_id`` and ``contract`` as a trust list pins them; ``start`` is the clock in UTC seconds;
    ``authority`` acts, and ``manager`` stands for the access manager.
    """

    def __init__(
        self,
        chain_id: int = 1337,
        contract: Address = CONTRACT,
        *,
        start: int = START,
        authority: Address = AUTHORITY,
        manager: Address = MANAGER,
    ) -> None:
        self.automine = True
        self.down = False
        self.relayer = RELAYER
        self.pool = FakePool()
        self._faults: dict[str, list[bool]] = {}
        super().__init__(FakeLedger(chain_id, start), contract, authority=authority, manager=manager)

    def advance(self, seconds: int) -> None:
        """Let time pass; the head carries the new time."""
        self.ledger.advance(seconds)

    def another_contract(self, contract: Address) -> FakeContract:
        """Deploy a second contract on the same chain, for instance a successor."""
        return FakeContract(self.ledger, contract)

    def fail_next(self, method: str, persisted: bool = False) -> None:
        """The next call of ``method`` raises CHAIN_UNREACHABLE, after its effect where ``persisted``."""
        if not callable(getattr(type(self), method, None)):
            raise ValueError(f"FakeChain has no method {method}")
        self._faults.setdefault(method, []).append(persisted)

    def as_sender(self, relayer: Address) -> "FakeChain":
        """The same chain seen by another relayer, with nonces and faults of its own."""
        twin = object.__new__(FakeChain)
        twin.__dict__.update(self.__dict__)
        twin.relayer = relayer
        twin._faults = {}
        return twin

    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash."""
        return self._through("identity", lambda: self.ledger.identity)

    def head(self) -> BlockRef:
        """The newest block."""
        return self._through("head", lambda: self.ledger.head)

    def block_at(self, number: int) -> BlockRef:
        """The block with this number."""
        return self._through("block_at", lambda: self.ledger.block_at(number))

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """keccak256 of the account's code; contracts here have the same code, others none."""
        self.ledger.check(block)
        return self._through("code_hash", lambda: keccak256(self.ledger.codes.get(contract, b"")))

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """Storage at ``block``, in order."""
        self.ledger.check(block)
        read = self.ledger.read_at
        return self._through("slots", lambda: [read(contract, slot, block.number) for slot in slots])

    def check_anchor(self, request: AnchorRequest, signature: bytes) -> None:
        """Raise the refusal that the contract would answer with."""
        self._through("check_anchor", lambda: self._dry(lambda: self.anchor(request, signature)))

    def check_status(self, request: StatusAsked, signature: bytes) -> None:
        """Raise the refusal that the contract would answer with."""
        self._through("check_status", lambda: self._dry(lambda: self.apply_status(request, signature)))

    def prepare_anchor(
        self, request: AnchorRequest, signature: bytes, *, nonce: int | None = None
    ) -> SignedTransaction:
        """A transaction that calls ``anchor`` when it is mined."""
        content, call = repr(request).encode() + signature, lambda: self.anchor(request, signature)
        return self._through("prepare_anchor", lambda: self._sign(content, nonce, call))

    def prepare_status(
        self, request: StatusAsked, signature: bytes, *, nonce: int | None = None
    ) -> SignedTransaction:
        """A transaction that changes the status when it is mined."""
        content = repr(request).encode() + signature
        return self._through(
            "prepare_status",
            lambda: self._sign(content, nonce, lambda: self.apply_status(request, signature)),
        )

    def check_request(self, request: BodyRequest, signature: bytes) -> None:
        """Raise the refusal that the contract would answer with."""
        self._through("check_request", lambda: self._dry(lambda: self.apply_request(request, signature)))

    def prepare_request(
        self, request: BodyRequest, signature: bytes, *, nonce: int | None = None
    ) -> SignedTransaction:
        """A transaction that records a surveillance or a body's word about its key when it is mined."""
        content = repr(request).encode() + signature
        return self._through(
            "prepare_request",
            lambda: self._sign(content, nonce, lambda: self.apply_request(request, signature)),
        )

    def next_nonce(self) -> int:
        """Mined and waiting transactions of this relayer."""
        return self._through("next_nonce", self._next_nonce)

    def broadcast(self, raw: bytes) -> None:
        """Take the bytes into the pool; mine what can be mined unless ``automine`` is off."""
        self._through("broadcast", lambda: self._accept(raw))

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """The receipt of a mined transaction."""
        return self._through("receipt", lambda: self.pool.receipts.get(transaction_hash))

    def mine(self) -> None:
        """Mine every waiting transaction whose turn it is, a block for each."""
        while ready := [t for (s, n), t in self.pool.waiting.items() if n == self.pool.mined.get(s, 0)]:
            for transaction in ready:
                del self.pool.waiting[(transaction.sender, transaction.nonce)]
                self.pool.mined[transaction.sender] = transaction.nonce + 1
                self.pool.receipts[transaction.hash] = self._execute(self.pool.calls[transaction.raw])

    def drop_waiting(self) -> None:
        """Forget every waiting transaction, as a restarted node does."""
        self.pool.waiting.clear()

    def reorganise(self, count: int) -> None:
        """The newest ``count`` blocks vanish; their transactions wait again, as nodes put them back into the pool."""
        self.ledger.drop(count)
        gone = {
            digest
            for digest, receipt in self.pool.receipts.items()
            if receipt.block.number > self.ledger.head.number
        }
        for transaction in self.pool.transactions.values():
            if transaction.hash in gone:
                del self.pool.receipts[transaction.hash]
                self.pool.waiting[(transaction.sender, transaction.nonce)] = transaction
                mined = self.pool.mined[transaction.sender]
                self.pool.mined[transaction.sender] = min(mined, transaction.nonce)

    def _through(self, method: str, work: Callable[[], T]) -> T:
        if self.down:
            raise TransientError("CHAIN_UNREACHABLE", endpoint="memory:", reason="switched off")
        faults = self._faults.get(method, [])
        if not faults:
            return work()
        if faults.pop(0):
            work()
        raise TransientError("CHAIN_UNREACHABLE", endpoint="memory:", reason="switched off")

    def _dry(self, work: Callable[[], object]) -> None:
        with self.ledger.dry_run():
            work()

    def _next_nonce(self) -> int:
        nonce = self.pool.mined.get(self.relayer, 0)
        while (self.relayer, nonce) in self.pool.waiting:
            nonce += 1
        return nonce

    def _sign(self, content: bytes, nonce: int | None, call: Callable[[], object]) -> SignedTransaction:
        chosen = self._next_nonce() if nonce is None else nonce
        raw = self.relayer + chosen.to_bytes(8, "big") + content
        transaction = SignedTransaction(raw, keccak256(raw), chosen, self.relayer)
        self.pool.calls[raw] = call
        self.pool.transactions[raw] = transaction
        return transaction

    def _accept(self, raw: bytes) -> None:
        transaction = self.pool.transactions[raw]
        place = (transaction.sender, transaction.nonce)
        if transaction.hash in self.pool.receipts or self.pool.waiting.get(place) == transaction:
            return
        if place in self.pool.waiting or transaction.nonce < self.pool.mined.get(transaction.sender, 0):
            raise RefusedError("NONCE_TAKEN", nonce=transaction.nonce)
        self.pool.waiting[place] = transaction
        if self.automine:
            self.mine()

    def _execute(self, call: Callable[[], object]) -> Receipt:
        before = self.ledger.head
        try:
            call()
            succeeded = True
        except (RefusedError, PausedError):
            succeeded = False
        if self.ledger.head == before:  # a reverted transaction stands in a block as well
            self.ledger.mine()
        return Receipt(self.ledger.head, succeeded, 0)
