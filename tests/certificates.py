# SPDX-License-Identifier: Apache-2.0
"""Certificate authorities of tests: a root, an authority below it, and signers' certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SIGNS = {"digital_signature": True}
USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
          "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


def usage(**given: bool) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: given.get(name, False) for name in USAGES})


@dataclass(frozen=True)
class Authority:
    """A certificate authority that can issue."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def root(cls, name: str = "Root", path_length: int | None = None, at: datetime = NOW) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(_issue(name, key.public_key(), name, key, key.public_key(), _ca(path_length), at=at), key)

    def below(self, name: str, path_length: int | None = None, **changes: Any) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        return Authority(self.issue(name, key.public_key(), extensions=_ca(path_length), **changes), key)

    def issue(
        self, name: str, key: Any, *, extensions: Sequence[tuple[Any, bool]] | None = None, at: datetime = NOW,
        days: int = 365, digest: hashes.SHA224 | None = None,
    ) -> x509.Certificate:  # fmt: skip
        default = [(usage(**SIGNS), True), (x509.BasicConstraints(ca=False, path_length=None), True)]
        wanted = default if extensions is None else extensions
        issuer = self.certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
        return _issue(
            name, key, str(issuer), self.key, self.key.public_key(), wanted, at=at, days=days, digest=digest
        )

    @property
    def pem(self) -> bytes:
        return pem(self.certificate)


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(c.public_bytes(Encoding.PEM) for c in certificates)


def _ca(path_length: int | None) -> list[tuple[Any, bool]]:
    return [
        (x509.BasicConstraints(ca=True, path_length=path_length), True),
        (usage(key_cert_sign=True), True),
    ]


def _issue(
    name: str, key: Any, issuer: str, signer: ec.EllipticCurvePrivateKey, signer_public: Any,
    extensions: Sequence[tuple[Any, bool]], *, at: datetime, days: int = 365,
    digest: hashes.SHA224 | None = None,
) -> x509.Certificate:  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - DAY)
        .not_valid_after(at + days * DAY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer_public), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signer, digest or hashes.SHA256())
