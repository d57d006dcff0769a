# SPDX-License-Identifier: Apache-2.0
"""Metadata files in one byte form, and the one kind of key: ECDSA over P-256.

The framework counts the good signatures and passes over the rest of a file. Here nothing in a file is passed
over: another byte form, a signature that fails, one by a key of no role, and another kind of key refuse it.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric import ec
from securesystemslib.exceptions import UnverifiedSignatureError, VerificationError
from securesystemslib.signer import CryptoSigner, Key, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from registry.errors import InputError, RefusedError

MAX_METADATA_BYTES = 512_000
SCHEME = "ecdsa-sha2-nistp256"
_FORM = JSONSerializer()
_LOWER_HEX = re.compile(r"(?:[0-9a-f]{2})+")
S = TypeVar("S", Root, Timestamp, Snapshot, Targets)
"""The four kinds of metadata."""


def read_metadata(data: bytes, kind: type[S], where: str) -> Metadata[S]:
    """One metadata file. Raises ``InputError`` TRUST_METADATA_FORMAT naming the file."""
    if len(data) > MAX_METADATA_BYTES:
        raise InputError("TRUST_METADATA_FORMAT", where, reason=f"> {MAX_METADATA_BYTES} bytes")
    try:
        found: Metadata[S] = Metadata.from_bytes(data)
    except RepositoryError as error:
        raise InputError("TRUST_METADATA_FORMAT", where, reason="JSON") from error
    signed = found.signed
    if not isinstance(signed, kind):
        raise InputError("TRUST_METADATA_FORMAT", where, reason=f"type {signed.type}")
    if metadata_bytes(found) != data:
        raise InputError("TRUST_METADATA_FORMAT", where, reason="byte form")
    return found


def metadata_bytes(metadata: Metadata[Any]) -> bytes:
    """The one byte form."""
    return metadata.to_bytes(_FORM)


def check_signatures(metadata: Metadata[S], keys: Mapping[str, Key], where: str) -> None:
    """Each signature is by one of ``keys`` and good; how many are needed is asked elsewhere.

    Raises ``RefusedError`` TRUST_SIGNATURE_WRONG naming the file.
    """
    if metadata.unrecognized_fields:
        raise InputError("TRUST_METADATA_FORMAT", where, reason="members")
    payload = metadata.signed_bytes
    for keyid, signature in metadata.signatures.items():
        key = keys.get(keyid)
        good = key is not None and not signature.unrecognized_fields
        if key is None or not good or not _LOWER_HEX.fullmatch(signature.signature):
            raise RefusedError("TRUST_SIGNATURE_WRONG", where, key=keyid[:16])
        try:
            key.verify_signature(signature, payload)
        except (UnverifiedSignatureError, VerificationError) as error:
            raise RefusedError("TRUST_SIGNATURE_WRONG", where, key=keyid[:16]) from error


def check_root(root: Metadata[Root], previous: Metadata[Root] | None, where: str) -> None:
    """Signed as it must be by its own keys and by those of the root before; P-256 throughout.

    Raises ``RefusedError`` TRUST_SIGNATURES_MISSING, TRUST_SIGNATURE_WRONG, ``InputError`` TRUST_KEY_FORM.
    """
    for keyid, key in root.signed.keys.items():
        if (key.keytype, key.scheme) != ("ecdsa", SCHEME):
            raise InputError("TRUST_KEY_FORM", where, key=keyid[:16])
    before = previous.signed if previous else root.signed
    if previous is not None and root.signed.version != before.version + 1:
        raise RefusedError("TRUST_ROOT_ORDER", where, version=root.signed.version, before=before.version)
    check_signatures(root, role_keys(before, Root.type) | role_keys(root.signed, Root.type), where)
    result = root.signed.get_root_verification_result(
        None if previous is None else before, root.signed_bytes, root.signatures
    )
    if not result.verified:
        raise RefusedError(
            "TRUST_SIGNATURES_MISSING", where, found=len(result.signed), needed=_needed(before, root.signed)
        )


def check_role(metadata: Metadata[S], root: Root, where: str) -> None:
    """Signed by the root's keys of its role, by as many as that demands.

    Raises ``RefusedError`` TRUST_SIGNATURES_MISSING, TRUST_SIGNATURE_WRONG.
    """
    role = metadata.signed.type
    check_signatures(metadata, role_keys(root, role), where)
    result = root.get_verification_result(role, metadata.signed_bytes, metadata.signatures)
    if not result.verified:
        raise RefusedError(
            "TRUST_SIGNATURES_MISSING", where, found=len(result.signed), needed=str(result.threshold)
        )


def role_keys(root: Root, role: str) -> dict[str, Key]:
    """The keys of one role by their ids."""
    return {keyid: root.keys[keyid] for keyid in root.roles[role].keyids if keyid in root.keys}


def public_key(key: ec.EllipticCurvePublicKey) -> SSlibKey:
    """A P-256 key as the framework writes it; its id is a digest of itself."""
    return SSlibKey.from_crypto(key, scheme=SCHEME)


def signer_of(key: ec.EllipticCurvePrivateKey) -> CryptoSigner:
    """Signs with a P-256 key."""
    return CryptoSigner(key, public_key(key.public_key()))


def seconds(moment: datetime) -> int:
    """UTC seconds."""
    return int(moment.timestamp())


def _needed(before: Root, after: Root) -> str:
    old, new = before.roles[Root.type].threshold, after.roles[Root.type].threshold
    return str(new) if before is after else f"{old} + {new}"
