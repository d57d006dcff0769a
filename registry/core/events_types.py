# SPDX-License-Identifier: Apache-2.0
"""The contract's events as typed values, members in the order of declaration (docs/spec/contract.md).

Named tuples, since an auditor makes one of every log of a registry's life: they are as immutable as frozen
dataclasses and take a fifth of the time to make. Times are UTC seconds, addresses 20 bytes, the rest as
the contract's types say. A text is shown as UTF-8; a byte that is none is shown by its number, since the
contract takes any bytes of a body's note.
"""

from typing import NamedTuple


class AuthorityUpdated(NamedTuple):
    """The access manager was set, for the first time by the constructor."""

    authority: bytes


class BodyRegistered(NamedTuple):
    """A body was admitted."""

    body: bytes
    valid_from: int
    reason: int
    order: str


class GrantGiven(NamedTuple):
    """Grant number ``grant`` was given to a body; ``valid_until`` 0 is open."""

    body: bytes
    grant: int
    basis: int
    grantor: int
    scope: bytes
    valid_from: int
    valid_until: int
    order: str


class Changed(NamedTuple):
    """Change record ``n`` of a body (``grant`` 0) or a grant; ``kind`` as ``ChangeKind``."""

    body: bytes
    grant: int
    n: int
    kind: int
    effective_from: int
    reason: int
    order: str


class KeyRegistered(NamedTuple):
    """A key of a body; ``kind`` as ``KeyKind``."""

    body: bytes
    key: bytes
    kind: int
    valid_from: int


class KeyChanged(NamedTuple):
    """Change record ``n`` of a key: revoked or compromised; ``actor`` is who said so."""

    body: bytes
    key: bytes
    n: int
    kind: int
    reason: int
    effective_from: int
    actor: bytes


class BatchAnchored(NamedTuple):
    """A batch; ``flags`` bit 0 retrospective, bits 4 to 7 the record's version."""

    batch_id: bytes
    body: bytes
    grants: tuple[int, ...]
    root: bytes
    size: int
    anchor_key: bytes
    flags: int


class StatusSet(NamedTuple):
    """Record ``n`` of a lane of a leaf or a batch; ``text`` is a note or an order number."""

    body: bytes
    subject: bytes
    lane: int
    n: int
    state: int
    reason: int
    effective_from: int
    actor: bytes
    ref: bytes
    text: str


class Maintained(NamedTuple):
    """Surveillance ``n`` of a certificate; ``next_due`` 0 is open, ``decision`` 1 continued, 2 with conditions."""

    body: bytes
    subject: bytes
    n: int
    last: int
    next_due: int
    decision: int
    actor: bytes


class OrderPosted(NamedTuple):
    """Order ``n`` over a body (``grant`` 0) or a grant; the interval is of issue, ``issued_until`` 0 open."""

    body: bytes
    grant: int
    n: int
    action: int
    reason: int
    issued_from: int
    issued_until: int
    effective_from: int
    order: str


class OrderRetracted(NamedTuple):
    """Order ``n`` ended with its block."""

    body: bytes
    grant: int
    n: int
    reason: int
    order: str


class Paused(NamedTuple):
    """The guardian stopped anchoring and permissive acts."""

    actor: bytes


class Unpaused(NamedTuple):
    """They go on."""

    actor: bytes


class Retired(NamedTuple):
    """The contract takes nothing any more; ``successor`` took over."""

    successor: bytes


ChangeOfRegistry = BodyRegistered | GrantGiven | Changed | OrderPosted | OrderRetracted
ChangeOfKeys = KeyRegistered | KeyChanged
ChangeOfCertificates = BatchAnchored | StatusSet | Maintained
ChangeOfContract = AuthorityUpdated | Paused | Unpaused | Retired
ChainEvent = ChangeOfRegistry | ChangeOfKeys | ChangeOfCertificates | ChangeOfContract
