# SPDX-License-Identifier: Apache-2.0
"""What the store keeps, as frozen rows. Times are UTC seconds, digests 32 bytes, addresses 20 bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.core.types import Address, BatchId, Code, LeafHash, MerkleRoot, Thumbprint


class BatchState(StrEnum):
    """Where a batch is in its life; ``MOVES`` lists the legal moves, the database refuses any other."""

    OPEN = "OPEN"
    """Being filled inside the transaction that seals it; never seen from outside."""
    SEALED = "SEALED"
    """Leaves and root are fixed. An attempt may be stored, and may even have been sent."""
    SUBMITTED = "SUBMITTED"
    """A stored attempt was handed to the chain."""
    CONFIRMED = "CONFIRMED"
    """The contract holds the batch with our size, in a block that may still vanish."""
    FINAL = "FINAL"
    """The block is final: bundles are handed out. Never left."""
    FAILED = "FAILED"
    """The chain refused for good; ``error_code`` says why. Only a deliberate retry leads out."""


MOVES: Mapping[BatchState, frozenset[BatchState]] = {
    BatchState.OPEN: frozenset({BatchState.SEALED}),
    # CONFIRMED at once: the contract already holds the batch (a lost reply, or somebody else sent it).
    BatchState.SEALED: frozenset({BatchState.SUBMITTED, BatchState.CONFIRMED, BatchState.FAILED}),
    # SEALED again: the attempt provably died (its nonce is spent), so a new one may be prepared.
    BatchState.SUBMITTED: frozenset({BatchState.CONFIRMED, BatchState.SEALED, BatchState.FAILED}),
    # SUBMITTED again: the block vanished before it was final.
    BatchState.CONFIRMED: frozenset({BatchState.FINAL, BatchState.SUBMITTED}),
    BatchState.FINAL: frozenset(),
    BatchState.FAILED: frozenset({BatchState.SEALED}),
}


class Outcome(StrEnum):
    """How an attempt ended; set once. No outcome means that it may still take effect."""

    MINED = "mined"
    REVERTED = "reverted"
    REPLACED = "replaced"
    """Its nonce was spent by another transaction."""
    NOT_NEEDED = "not_needed"
    """The wanted record is final on chain, written by another transaction; this one can change nothing."""


class Phase(StrEnum):
    """Where a status request is in its life; the same staircase as a batch's, without leaves to collect."""

    SEALED = "SEALED"
    SUBMITTED = "SUBMITTED"
    CONFIRMED = "CONFIRMED"
    FINAL = "FINAL"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBody:
    """A body as this registry displays it; whether it may issue is for the chain to say."""

    code: str
    name_vi: str
    name_en: str | None = None
    address: str | None = None
    laboratory_names: tuple[str, ...] = ()
    """Names under which its DCC files may name the laboratory, beside ``name_vi`` and ``name_en``."""
    laboratory_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """A credential key that signed something here: P-256 coordinates, 32 bytes each."""

    thumbprint: Thumbprint
    body: str
    x: bytes
    y: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCertificate:
    """One revision of a certificate: the signed bytes, and what they were made from.

    ``content`` is the certificate model as JSON, for display and for telling a re-run from a clash;
    ``search`` is folded text, ``None`` for a calibration, which no search may find (ISO/IEC 17025 §4.2).
    """

    code: Code
    leaf: LeafHash
    kind: str
    body: str
    number: str
    normal_number: str
    revision: int
    issued: date
    key: Thumbprint
    jws: bytes
    signed_summary: bytes
    content: bytes
    fingerprint: bytes
    search: str | None
    status_index: int
    salt: bytes
    created_at: int


@dataclass(frozen=True, slots=True)
class ListedCertificate:
    """What a status list needs of a certificate; ``batch`` and ``contract`` are its batch's."""

    index: int
    leaf: bytes
    signed_summary: bytes
    batch: bytes
    contract: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCertificate:
    """A certificate with its place, without the documents that make it large; ``anchored_at`` is ``None``
    while its batch is not on chain.
    """

    code: Code
    leaf: LeafHash
    body: str
    number: str
    revision: int
    issued: date
    signed_summary: bytes
    batch: int
    state: BatchState
    anchored_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """Exact bytes bound by a certificate. A confidential file (every DCC) is never handed to the public."""

    sha256: bytes
    media_type: str
    data: bytes
    confidential: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLeaf:
    """Leaf ``index`` of a batch with its audit path, so that one bundle never costs a whole tree."""

    batch: int
    index: int
    leaf: LeafHash
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBatch:
    """A batch. ``key`` is the store's own number; ``deadline`` and ``signature`` are those of the newest
    anchor request; ``confirmed_block`` is the block at which its record was seen or written;
    ``retrospective`` batches hold certificates that were issued on paper before the body joined.
    """

    key: int
    state: BatchState
    body: str
    grants: tuple[int, ...]
    root: MerkleRoot
    size: int
    batch_id: BatchId
    chain_id: int
    contract: Address
    sealed_at: int
    deadline: int | None = None
    signature: bytes | None = None
    anchored_at: int | None = None
    confirmed_block: int | None = None
    error_code: str | None = None
    retrospective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStatusRequest:
    """A body's signed wish to change the status of a leaf or of a whole batch (EIP-712 ``SetStatus``).

    Where several were signed at once (``SetStatusMany``), ``lead`` is the key of the first one of them; all
    have its signature and deadline, move together, and the transaction is the first one's.
    """

    key: int
    phase: Phase
    body: str
    subject: bytes
    n: int
    state: int
    reason: int
    effective_from: int
    ref: bytes
    note: str
    deadline: int
    signature: bytes
    created_at: int
    confirmed_block: int | None = None
    error_code: str | None = None
    lead: int | None = None


class RequestKind(StrEnum):
    """What a body signs beside batches and status (docs/spec/eip712.md)."""

    MAINTAIN = "maintain"
    REVOKE_OWN_KEY = "revoke_own_key"
    REPORT_COMPROMISE = "report_compromise"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBodyRequest:
    """A body's signed word about a certificate's surveillance or about a key of its own.

    ``subject`` is a leaf hash or a key's id; ``n``, ``last`` and ``next_due`` are a surveillance's, else 0;
    ``detail`` is its decision or a revocation's reason.
    """

    key: int
    phase: Phase
    kind: RequestKind
    body: str
    subject: bytes
    n: int = 0
    last: int = 0
    next_due: int = 0
    detail: int = 0
    deadline: int
    signature: bytes
    created_at: int
    confirmed_block: int | None = None
    error_code: str | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """A later revision whose batch is final, and the one before it, whose status it ends."""

    previous: StoredCertificate
    new: StoredCertificate


class Succeeded(StrEnum):
    """How the status of an earlier revision ended, for good."""

    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    """It was withdrawn before, which a new revision does not soften."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A signed transaction, stored before it was first sent. Exactly one of ``batch``, ``status`` and
    ``request``.
    """

    batch: int | None = None
    status: int | None = None
    request: int | None = None
    transaction_hash: bytes
    nonce: int
    sender: Address
    raw: bytes
    created_at: int
    outcome: Outcome | None = None
    outcome_code: str | None = None
