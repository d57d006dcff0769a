# SPDX-License-Identifier: Apache-2.0
"""The chain as use cases and the verifier see it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct

from registry.core.anchor import AnchorRequest
from registry.core.key_requests import ReportCompromiseRequest, RevokeOwnKeyRequest
from registry.core.status import StatusManyRequest, StatusRequest
from registry.core.surveillance import MaintainRequest
from registry.core.types import Address
from registry.errors import EvidenceError

BodyRequest = MaintainRequest | RevokeOwnKeyRequest | ReportCompromiseRequest
"""A body's signed words beside batches and status."""


class ChainIdentity(Struct, frozen=True):
    """What tells one chain from another; the chain id alone can be reused."""

    chain_id: int
    genesis_hash: bytes


class BlockRef(Struct, frozen=True):
    """A block that reads refer to; ``timestamp`` in UTC seconds."""

    number: int
    hash: bytes
    timestamp: int


class SignedTransaction(NamedTuple):
    """Signed bytes, ready to send as often as needed: the same nonce, hence at most one effect."""

    raw: bytes
    hash: bytes
    nonce: int
    sender: Address


class Receipt(NamedTuple):
    """A mined transaction; ``succeeded`` is False for a revert."""

    block: BlockRef
    succeeded: bool
    gas_used: int


class ChainReader(Protocol):
    """Reads of one node. Every method raises ``TransientError`` CHAIN_UNREACHABLE when no answer comes;
    a missing answer is never an empty one.
    """

    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash."""

    def head(self) -> BlockRef:
        """The newest block."""

    def block_at(self, number: int) -> BlockRef:
        """The block with this number on the node's chain. Raises ``TransientError`` BLOCK_UNKNOWN where it
        has none.
        """

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """keccak256 of the account's code at ``block``; keccak256 of nothing where there is none."""

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """The 32-byte values of storage slots at ``block``, in order."""


class ChainProver(Protocol):
    """A node that shows what it answers. Nothing of it is believed: headers and nodes are checked like a
    stranger's. Every method raises ``TransientError`` CHAIN_UNREACHABLE when no answer comes.
    """

    def head(self) -> BlockRef:
        """The newest block."""

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        """RLP of ``count`` headers from block ``first`` on, seals included. Raises ``EvidenceError``
        PROOF_HEADER_UNKNOWN where the node's block does not hash to what the node says.
        """

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        """Trie nodes that lead to the account and to each slot at block ``number``, repetitions included.
        Raises ``EvidenceError`` PROOF_STATE_GONE where the node no longer has that state.
        """


class ChainWriter(Protocol):
    """Sends a body's signed requests as the relayer, who pays and has no say over content."""

    def check_anchor(self, request: AnchorRequest, signature: bytes) -> None:
        """Ask the contract whether it would accept. Raises ``RefusedError`` with the contract's reason
        (BODY_NOT_ACTIVE, GRANT_NOT_ACTIVE, KEY_NOT_GOOD, DEADLINE_PASSED, CONTRACT_RETIRED …).
        """

    def prepare_anchor(
        self, request: AnchorRequest, signature: bytes, *, nonce: int | None = None
    ) -> SignedTransaction:
        """Build and sign, without sending; the caller stores the result before ``broadcast``. ``nonce``
        is for a caller that prepares several before the first is sent; else the node's pending count.
        """

    def check_status(self, request: StatusRequest | StatusManyRequest, signature: bytes) -> None:
        """As ``check_anchor``; refusals also STATUS_NUMBER_TAKEN, STATUS_MOVE_ILLEGAL …"""

    def prepare_status(
        self, request: StatusRequest | StatusManyRequest, signature: bytes, *, nonce: int | None = None
    ) -> SignedTransaction:
        """As ``prepare_anchor``, for one status change or many."""

    def check_request(self, request: BodyRequest, signature: bytes) -> None:
        """As ``check_anchor``; refusals also SURVEILLANCE_NUMBER, SURVEILLANCE_TIMES, KEY_REVOKED_ALREADY …"""

    def prepare_request(
        self, request: BodyRequest, signature: bytes, *, nonce: int | None = None
    ) -> SignedTransaction:
        """As ``prepare_anchor``, for a surveillance or a body's word about its own key."""

    def next_nonce(self) -> int:
        """The sender's next nonce, transactions that wait in the node's pool counted."""

    def broadcast(self, raw: bytes) -> None:
        """Send stored bytes; sending them again is harmless. Raises ``TransientError`` when unclear, and
        ``RefusedError`` NONCE_TAKEN when another transaction has this nonce: these bytes can never have
        an effect any more.
        """

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """The receipt, or ``None`` while it is not mined (or was never received)."""


def check_chain(reader: ChainReader, pinned: ChainIdentity) -> None:
    """Refuse to act on another chain than the pinned one. Raises ``EvidenceError`` WRONG_CHAIN."""
    found = reader.identity()
    if found != pinned:
        raise EvidenceError(
            "WRONG_CHAIN",
            chain_id=found.chain_id,
            expected=pinned.chain_id,
            genesis=found.genesis_hash.hex(),
            expected_genesis=pinned.genesis_hash.hex(),
        )
