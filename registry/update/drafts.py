# SPDX-License-Identifier: Apache-2.0
"""Drafts that await signatures: a first root, the next root, the next list of target files.

Pure: files in, files out. A draft goes from holder to holder, and each adds one signature.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from securesystemslib.signer import Key, SSlibKey
from tuf.api.metadata import Metadata, Role, Root, Snapshot, TargetFile, Targets, Timestamp

from registry.errors import InputError, RefusedError, UsageError
from registry.update.metadata import S, signer_of
from registry.update.names import LIST_NAME, profile_name

ROOT_DAYS, TARGETS_DAYS, SNAPSHOT_DAYS, TIMESTAMP_DAYS = 365, 92, 31, 14
MAX_KEYS = 64
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}\.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Who signs: ``root`` keys, of which ``threshold`` must; the same for target files; one key online."""

    root: Sequence[Key]
    threshold: int
    online: Key
    targets: Sequence[Key] = ()
    targets_threshold: int = 0


def expiry(now: int, days: int) -> datetime:
    """``days`` after ``now`` (UTC seconds)."""
    return datetime.fromtimestamp(now, UTC) + timedelta(days=days)


def first_root(holders: Holders, *, now: int, days: int = ROOT_DAYS) -> Metadata[Root]:
    """Version 1, unsigned. Raises ``UsageError`` TRUST_THRESHOLD, TRUST_KEY_TWICE."""
    root = Root(version=1, expires=expiry(now, days), consistent_snapshot=True)
    _appoint(root, holders)
    return Metadata(root)


def next_root(before: Metadata[Root], holders: Holders, *, now: int, days: int = ROOT_DAYS) -> Metadata[Root]:
    """The version after ``before`` with other holders, unsigned: old and new holders must sign it.

    Raises as ``first_root``.
    """
    root = deepcopy(before.signed)
    root.version, root.expires = root.version + 1, expiry(now, days)
    _appoint(root, holders)
    return Metadata(root)


def _appoint(root: Root, holders: Holders) -> None:
    targets = holders.targets or holders.root
    _check_holders(holders.root, holders.threshold)
    _check_holders(targets, holders.targets_threshold or holders.threshold)
    if holders.online.keyid in {key.keyid for key in (*holders.root, *targets)}:
        raise UsageError("TRUST_KEY_TWICE", key=holders.online.keyid[:16])
    root.keys = {key.keyid: key for key in (*holders.root, *targets, holders.online)}
    root.roles = {
        Root.type: Role([key.keyid for key in holders.root], holders.threshold),
        Targets.type: Role([key.keyid for key in targets], holders.targets_threshold or holders.threshold),
        Snapshot.type: Role([holders.online.keyid], 1),
        Timestamp.type: Role([holders.online.keyid], 1),
    }


def _check_holders(keys: Sequence[Key], threshold: int) -> None:
    ids = [key.keyid for key in keys]
    if len(set(ids)) != len(ids):
        raise UsageError("TRUST_KEY_TWICE", key=next(i for i in ids if ids.count(i) > 1)[:16])
    if not 1 <= threshold <= len(keys) <= MAX_KEYS:
        raise UsageError("TRUST_THRESHOLD", threshold=threshold, keys=len(keys), limit=MAX_KEYS)


def next_targets(
    before: Metadata[Targets] | None,
    trust_list: bytes,
    profiles: Mapping[str, bytes],
    *,
    now: int,
    days: int = TARGETS_DAYS,
) -> tuple[Metadata[Targets], dict[str, bytes]]:
    """The list and network profiles as target files, unsigned, with their contents by name.

    Raises ``InputError`` TRUST_TARGET_NAME.
    """
    for name in profiles:
        if not _NAME.fullmatch(name):
            raise InputError("TRUST_TARGET_NAME", name)
    files = {LIST_NAME: trust_list, **{profile_name(n): data for n, data in sorted(profiles.items())}}
    targets = Targets(
        version=1 if before is None else before.signed.version + 1,
        expires=expiry(now, days),
        targets={name: TargetFile.from_data(name, data, ["sha256"]) for name, data in files.items()},
    )
    return Metadata(targets), files


def sign_draft(
    metadata: Metadata[Root] | Metadata[Targets],
    key: ec.EllipticCurvePrivateKey,
    roots: Sequence[Root],
    where: str,
) -> SSlibKey:
    """Add one holder's signature; who has signed before only renews his own. Returns the public key.

    ``roots`` are those that the holder knows: with one at hand a key that has no part is refused. Raises
    ``RefusedError`` TRUST_KEY_NOT_HOLDER.
    """
    signer, role = signer_of(key), metadata.signed.type
    keyid = signer.public_key.keyid
    if roots and all(keyid not in root.roles[role].keyids for root in roots):
        raise RefusedError("TRUST_KEY_NOT_HOLDER", where, key=keyid[:16], role=role)
    metadata.sign(signer, append=True)
    return signer.public_key


def merge_signatures(draft: Metadata[S], copy: Metadata[S], where: str) -> None:
    """Take over the signatures of a copy that another holder signed.

    Raises ``RefusedError`` TRUST_DRAFT_OTHER where it is a copy of something else.
    """
    if draft.signed_bytes != copy.signed_bytes:
        raise RefusedError("TRUST_DRAFT_OTHER", where)
    draft.signatures.update(copy.signatures)
