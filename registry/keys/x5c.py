# SPDX-License-Identifier: Apache-2.0
"""The X.509 chain that a licensed authority gave a credential key, checked when the key is registered.

``cryptography`` builds and checks the path (RFC 5280 §6: signatures, validity, CA flag, key usage and path
length of every issuer, no algorithm below SHA-256 and RSA 2048). Its profile is the web's: the parts about host
names do not apply to a signer and are left out, the leaf's own demands stand here. Revocation is not checked:
the key's own record on chain is what ends it for this registry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import verification

from registry.core.jwk import PublicJwk
from registry.errors import InputError, RefusedError, UsageError

MAX_CHAIN_BYTES = 64 * 1024
MAX_CHAIN = 6
"""Certificates in a chain: a national root, its licensed authority, and room for two more levels and a spare."""


@dataclass(frozen=True, slots=True)
class SignerChain:
    """A checked chain, leaf first, as PEM; names as RFC 4514 texts, validity of the leaf in UTC seconds."""

    pem: bytes
    subject: str
    issuer: str
    serial: str
    not_before: int
    not_after: int


def _shown(moment: datetime) -> str:
    return f"{moment + timedelta(hours=7):%H:%M %d/%m/%Y}"  # Vietnam's, as everywhere


def check_chain(pem: bytes, roots: Sequence[bytes], key: PublicJwk, at: int) -> SignerChain:
    """The chain (PEM, leaf first) of ``key`` as it holds at ``at`` (UTC seconds) under ``roots`` (PEM).

    Raises ``InputError`` X5C_FORMAT; ``UsageError`` X5C_ROOTS_MISSING, TRUST_ANCHOR_UNREADABLE; ``RefusedError``
    X5C_KEY_DIFFERENT, X5C_LEAF_IS_CA, X5C_USAGE, X5C_EXPIRED, X5C_NOT_TRUSTED.
    """
    leaf, others = _read(pem)
    _check_leaf(leaf, key, at)
    _check_path(leaf, others, _trusted(roots), at)
    return describe(pem)


def describe(pem: bytes) -> SignerChain:
    """What a chain says, unchecked. Raises ``InputError`` X5C_FORMAT."""
    leaf, others = _read(pem)
    return SignerChain(
        pem=b"".join(c.public_bytes(Encoding.PEM) for c in (leaf, *others)),
        subject=leaf.subject.rfc4514_string(),
        issuer=leaf.issuer.rfc4514_string(),
        serial=f"{leaf.serial_number:x}",
        not_before=int(leaf.not_valid_before_utc.timestamp()),
        not_after=int(leaf.not_valid_after_utc.timestamp()),
    )


def der_of(pem: bytes) -> list[bytes]:
    """The certificates as ``x5c`` carries them (RFC 7515 §4.1.6), leaf first. Raises ``InputError`` X5C_FORMAT."""
    leaf, others = _read(pem)
    return [c.public_bytes(Encoding.DER) for c in (leaf, *others)]


def pem_of(certificates: Sequence[bytes]) -> bytes:
    """DER certificates as PEM. Raises ``InputError`` X5C_FORMAT."""
    try:
        loaded = [x509.load_der_x509_certificate(der) for der in certificates]
    except ValueError as error:
        raise InputError("X5C_FORMAT", reason="not DER certificates") from error
    return b"".join(c.public_bytes(Encoding.PEM) for c in loaded)


def _read(pem: bytes) -> tuple[x509.Certificate, list[x509.Certificate]]:
    if len(pem) > MAX_CHAIN_BYTES:
        raise InputError("X5C_FORMAT", reason=f"more than {MAX_CHAIN_BYTES} bytes")
    try:
        leaf, *others = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise InputError("X5C_FORMAT", reason="no PEM certificates") from error
    if len(others) >= MAX_CHAIN:
        raise InputError("X5C_FORMAT", reason=f"more than {MAX_CHAIN} certificates")
    return leaf, others


def _check_leaf(leaf: x509.Certificate, key: PublicJwk, at: int) -> None:
    public = leaf.public_key()
    on_curve = isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1)
    if not on_curve or PublicJwk.from_public_key(public) != key:  # type: ignore[arg-type]  # on_curve says so
        raise RefusedError("X5C_KEY_DIFFERENT")
    try:
        extensions = leaf.extensions
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        constraints = [e.value for e in extensions if isinstance(e.value, x509.BasicConstraints)]
    except x509.ExtensionNotFound as error:
        raise RefusedError("X5C_USAGE") from error
    except ValueError as error:
        raise InputError("X5C_FORMAT", reason="its extensions cannot be read") from error
    if any(c.ca for c in constraints):
        raise RefusedError("X5C_LEAF_IS_CA")
    if not (usage.digital_signature or usage.content_commitment):
        raise RefusedError("X5C_USAGE")
    moment = datetime.fromtimestamp(at, UTC)
    if not leaf.not_valid_before_utc <= moment <= leaf.not_valid_after_utc:
        raise RefusedError(
            "X5C_EXPIRED", since=_shown(leaf.not_valid_before_utc), until=_shown(leaf.not_valid_after_utc)
        )


def _trusted(roots: Sequence[bytes]) -> list[x509.Certificate]:
    try:
        trusted = [found for pem in roots for found in x509.load_pem_x509_certificates(pem)]
    except ValueError as error:
        raise UsageError("TRUST_ANCHOR_UNREADABLE") from error
    if not trusted:
        raise UsageError("X5C_ROOTS_MISSING")
    return trusted


def _check_path(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], trusted: Sequence[x509.Certificate], at: int
) -> None:
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store(list(trusted)))
        .time(datetime.fromtimestamp(at, UTC))
        .extension_policies(
            ee_policy=verification.ExtensionPolicy.permit_all(),
            ca_policy=verification.ExtensionPolicy.webpki_defaults_ca(),
        )
        .build_client_verifier()
    )
    try:
        verifier.verify(leaf, list(others))
    except verification.VerificationError as error:
        raise RefusedError("X5C_NOT_TRUSTED", reason=str(error)[:200]) from error
