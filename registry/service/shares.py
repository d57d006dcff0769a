# SPDX-License-Identifier: Apache-2.0
"""Share links: a laboratory hands out one kept file, a DCC above all, to whom it likes, for a time (protocol §3.5).

The token is 256 random bits and only its SHA-256 is stored, so that neither store nor backup opens a file. A link
that is unknown, expired, revoked or used up is one and the same refusal. Looking costs nothing; taking counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.core import base64url
from registry.core.hashing import sha256
from registry.core.types import Code
from registry.errors import RefusedError, UsageError
from registry.ports.clock import Clock, Entropy
from registry.ports.publishing import StoredShare
from registry.ports.store import Store, UnitOfWork
from registry.ports.store_rows import StoredFile

TOKEN_BYTES = 32
MAX_DAYS = 365
MAX_USES = 1_000
_DAY = 86_400
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z", re.ASCII)
_DCC = "application/xml"
_ENDINGS = {
    "application/xml": "xml", "application/pdf": "pdf", "application/json": "json", "image/png": "png",
    "image/jpeg": "jpg", "text/csv": "csv",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewShare:
    """A new link; ``token`` is shown once and kept nowhere."""

    token: str
    share: StoredShare
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A link as an operator, or who holds its token, may see it; times are UTC seconds."""

    key: int
    code: Code
    body: str
    body_name: str
    sha256: bytes
    media_type: str
    size: int
    created_at: int
    expires_at: int
    max_uses: int
    uses: int
    revoked_at: int | None

    @property
    def left(self) -> int:
        """Uses that are left."""
        return self.max_uses - self.uses

    @property
    def file_name(self) -> str:
        """A name for the download."""
        return f"{self.code}.{_ENDINGS.get(self.media_type, 'bin')}"


def create_share(
    code: Code, *, days: int, uses: int, digest: bytes | None = None, store: Store, clock: Clock,
    entropy: Entropy,
) -> NewShare:  # fmt: skip
    """A link to the certificate's kept file with this SHA-256, or to its only one, or to its DCC.

    Raises ``UsageError`` SHARE_LIMITS; ``RefusedError`` CERTIFICATE_NOT_HERE, SHARE_NO_FILE, SHARE_WHICH_FILE.
    """
    if not 1 <= days <= MAX_DAYS or not 1 <= uses <= MAX_USES:
        raise UsageError("SHARE_LIMITS", days=MAX_DAYS, uses=MAX_USES)
    now, token = clock.now(), entropy.octets(TOKEN_BYTES)
    text = base64url.encode(token)
    with store.writing() as work:
        row = work.certificates.by_code(code)
        if row is None:
            raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
        file = _chosen(_kept_files(work, row.leaf), digest, code)
        share = StoredShare(
            key=0, token_hash=sha256(text.encode()), certificate=row.leaf, sha256=file.sha256,
            created_at=now, expires_at=now + days * _DAY, max_uses=uses,
        )  # fmt: skip
        work.shares.add(share)
        work.commit()
    return NewShare(text, share, file.media_type)


def list_shares(store: Store) -> tuple[ShareView, ...]:
    """Every link that was ever made, newest first."""
    with store.reading() as work:
        return tuple(_view(work, share) for share in work.shares.all())


def revoke_share(key: int, *, store: Store, clock: Clock) -> None:
    """End a link for ever. Raises ``RefusedError`` SHARE_NOT_HERE."""
    with store.writing() as work:
        if not work.shares.revoke(key, clock.now()):
            raise RefusedError("SHARE_NOT_HERE", share=key)
        work.commit()


@dataclass(frozen=True, slots=True)
class ShareDesk:
    """What the public side does with tokens."""

    store: Store
    clock: Clock

    def look(self, token: str) -> ShareView:
        """What the link leads to; counts no use. Raises ``RefusedError`` SHARE_UNKNOWN."""
        with self.store.reading() as work:
            share = work.shares.get(_hash(token))
            if share is None or not _is_open(share, self.clock.now()):
                raise RefusedError("SHARE_UNKNOWN")
            return _view(work, share)

    def take(self, token: str) -> tuple[ShareView, bytes]:
        """The file, for one use. Raises ``RefusedError`` SHARE_UNKNOWN: then nothing was counted."""
        hashed = _hash(token)
        with self.store.writing() as work:
            if not work.shares.take(hashed, self.clock.now()):
                raise RefusedError("SHARE_UNKNOWN")
            share = work.shares.get(hashed)
            assert share is not None  # the database keeps every link
            view, file = _view(work, share), _file(work, share)
            work.commit()
        return view, file.data


def _hash(token: str) -> bytes:
    if not _TOKEN.match(token):
        raise RefusedError("SHARE_UNKNOWN")
    return sha256(token.encode())


def _is_open(share: StoredShare, now: int) -> bool:
    return share.revoked_at is None and now < share.expires_at and share.uses < share.max_uses


def _kept_files(work: UnitOfWork, leaf: bytes) -> list[StoredFile]:
    """Those that the credential binds, then those that file statements do."""
    attached = [work.statements.kept(statement.sha256) for statement in work.statements.of(leaf)]
    files = [*work.certificates.files_of(leaf), *(file for file in attached if file is not None)]
    return list({file.sha256: file for file in files}.values())


def _chosen(files: Sequence[StoredFile], digest: bytes | None, code: Code) -> StoredFile:
    if digest is not None:
        files = [file for file in files if file.sha256 == digest]
    if not files:
        raise RefusedError("SHARE_NO_FILE", code=code)
    if len(files) > 1:
        files = [file for file in files if file.media_type == _DCC] or files
    if len(files) > 1:
        raise RefusedError("SHARE_WHICH_FILE", files=", ".join(file.sha256.hex() for file in files))
    return files[0]


def _file(work: UnitOfWork, share: StoredShare) -> StoredFile:
    file = work.statements.kept(share.sha256)
    assert file is not None  # the database refers each link to a kept file
    return file


def _view(work: UnitOfWork, share: StoredShare) -> ShareView:
    row, file = work.certificates.by_leaf(share.certificate), _file(work, share)
    assert row is not None  # the database refers each link to its certificate
    body = work.bodies.get(row.body)
    return ShareView(
        key=share.key, code=row.code, body=row.body, body_name=body.name_vi if body else row.body,
        sha256=file.sha256, media_type=file.media_type, size=len(file.data), created_at=share.created_at,
        expires_at=share.expires_at, max_uses=share.max_uses, uses=share.uses, revoked_at=share.revoked_at,
    )  # fmt: skip
