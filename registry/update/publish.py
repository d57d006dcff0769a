# SPDX-License-Identifier: Apache-2.0
"""A folder that any static web server can hand out: every root kept, old files never overwritten.

Only ``timestamp.json`` changes in place and is written last, so that a copy made at any moment is whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp

from registry.errors import RefusedError, UsageError
from registry.update.drafts import SNAPSHOT_DAYS, TIMESTAMP_DAYS, expiry
from registry.update.files import put_file
from registry.update.metadata import S, check_role, check_root, metadata_bytes, read_metadata, signer_of
from registry.update.names import MAX_ROOTS, METADATA, TARGETS, published_name


@dataclass(frozen=True, slots=True)
class Published:
    """The newest versions in a published folder; ``None`` before the first."""

    root: Metadata[Root] | None
    targets: Metadata[Targets] | None
    snapshot: Metadata[Snapshot] | None
    timestamp: Metadata[Timestamp] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What is to be published: signed drafts, and the contents of target files by name."""

    root: Metadata[Root] | None = None
    targets: Metadata[Targets] | None = None
    files: Mapping[str, bytes] | None = None


def read_published(web: Path) -> Published:
    """Raises ``InputError`` TRUST_METADATA_FORMAT for a damaged folder."""
    folder = web / METADATA
    timestamp = _read(folder / "timestamp.json", Timestamp)
    snapshot = targets = None
    if timestamp is not None:
        snapshot = _read(folder / f"{timestamp.signed.snapshot_meta.version}.snapshot.json", Snapshot)
    if snapshot is not None:
        targets = _read(folder / f"{snapshot.signed.meta['targets.json'].version}.targets.json", Targets)
    newest = None
    for version in range(1, MAX_ROOTS + 1):
        found = _read(folder / f"{version}.root.json", Root)
        if found is None:
            break
        newest = found
    return Published(newest, targets, snapshot, timestamp)


def publish(
    web: Path,
    drafts: Drafts,
    online: ec.EllipticCurvePrivateKey,
    *,
    now: int,
    snapshot_days: int = SNAPSHOT_DAYS,
    timestamp_days: int = TIMESTAMP_DAYS,
) -> Published:
    """Write new roots and targets where there are drafts, and a new snapshot and timestamp always.

    Nothing is written unless all signatures are there. Raises ``RefusedError`` TRUST_SIGNATURES_MISSING,
    TRUST_SIGNATURE_WRONG, TRUST_ROOT_ORDER, TRUST_TARGET_DIFFERS, TRUST_ROLLBACK, TRUST_LAPSED,
    TRUST_KEY_NOT_HOLDER; ``UsageError`` TRUST_NOTHING_TO_PUBLISH.
    """
    held = read_published(web)
    waiting = None if _is_out(drafts.root, held.root) else drafts.root
    root, targets = waiting or held.root, drafts.targets or held.targets
    if root is None or targets is None:
        raise UsageError("TRUST_NOTHING_TO_PUBLISH", str(web))
    if waiting is not None:
        check_root(waiting, held.root, f"{waiting.signed.version}.root.json")
    _check_targets(targets, root.signed, held, drafts)
    _check_alive(root.signed.expires, targets.signed.expires, now=now)
    signer = signer_of(online)
    if signer.public_key.keyid not in root.signed.roles[Timestamp.type].keyids:
        raise RefusedError("TRUST_KEY_NOT_HOLDER", key=signer.public_key.keyid[:16], role=Timestamp.type)
    targets_file = metadata_bytes(targets)
    snapshot = Metadata(
        Snapshot(
            version=1 if held.snapshot is None else held.snapshot.signed.version + 1,
            expires=expiry(now, snapshot_days),
            meta={"targets.json": _described(targets.signed.version, targets_file)},
        )
    )
    snapshot.sign(signer)
    snapshot_file = metadata_bytes(snapshot)
    timestamp = Metadata(
        Timestamp(
            version=1 if held.timestamp is None else held.timestamp.signed.version + 1,
            expires=expiry(now, timestamp_days),
            snapshot_meta=_described(snapshot.signed.version, snapshot_file),
        )
    )
    timestamp.sign(signer)
    _write(web, root, targets, drafts)
    put_file(web / METADATA / f"{snapshot.signed.version}.snapshot.json", snapshot_file)
    put_file(web / METADATA / "timestamp.json", metadata_bytes(timestamp))
    return Published(root, targets, snapshot, timestamp)


def _is_out(draft: Metadata[Root] | None, newest: Metadata[Root] | None) -> bool:
    """Whether a publication that broke off has put the draft out already."""
    return draft is not None and newest is not None and draft.signed_bytes == newest.signed_bytes


def _write(web: Path, root: Metadata[Root], targets: Metadata[Targets], drafts: Drafts) -> None:
    for name, data in (drafts.files or {}).items():
        digest = targets.signed.targets[name].hashes["sha256"]
        put_file(web / TARGETS / published_name(name, digest), data)
    put_file(web / METADATA / f"{root.signed.version}.root.json", metadata_bytes(root))
    put_file(web / METADATA / f"{targets.signed.version}.targets.json", metadata_bytes(targets))


def _check_targets(targets: Metadata[Targets], root: Root, held: Published, drafts: Drafts) -> None:
    where = f"{targets.signed.version}.targets.json"
    check_role(targets, root, where)
    if drafts.targets is None:
        return
    if held.targets is not None and targets.signed.version <= held.targets.signed.version:
        raise RefusedError("TRUST_ROLLBACK", where, reason=f"{targets.signed.version}")
    files = drafts.files or {}
    for name, described in targets.signed.targets.items():
        data = files.get(name)
        if data is None or len(data) != described.length or described.hashes != _hashes(data):
            raise RefusedError("TRUST_TARGET_DIFFERS", name)


def _check_alive(*expires: datetime, now: int) -> None:
    first = min(expires)
    if first <= expiry(now, 0):
        raise RefusedError("TRUST_LAPSED", expired=f"{first:%Y-%m-%d}")


def _described(version: int, data: bytes) -> MetaFile:
    return MetaFile.from_data(version, data, ["sha256"])


def _hashes(data: bytes) -> dict[str, str]:
    return MetaFile.from_data(1, data, ["sha256"]).hashes or {}


def _read(path: Path, kind: type[S]) -> Metadata[S] | None:
    return read_metadata(path.read_bytes(), kind, path.name) if path.is_file() else None
