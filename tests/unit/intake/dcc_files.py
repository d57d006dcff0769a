# SPDX-License-Identifier: Apache-2.0
"""DCC files for tests: our own sample, changed in one place, and signers made on the spot."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml.algorithms import SignatureConstructionMethod
from signxml.signer import XMLSigner

from registry.errors import Finding
from registry.intake.dcc import DccResult, read_dcc
from registry.intake.schemas import SchemaStore
from registry.samples import VN_PRESSURE_GAUGE, read_sample

DAY = date(2026, 11, 22)
SAMPLE = read_sample(VN_PRESSURE_GAUGE)


def changed(old: str, new: str, count: int = 1) -> bytes:
    """The sample with ``old`` replaced; fails if it is not there, so that no test checks nothing."""
    text = SAMPLE.decode("utf-8")
    assert text.count(old) >= count, old
    return text.replace(old, new).encode("utf-8")


def read(
    data: bytes,
    *,
    schemas: SchemaStore | None = None,
    anchors: tuple[bytes, ...] = (),
    issue_day: date = DAY,
    name: str = "a.xml",
) -> DccResult:
    return read_dcc(data, name, schemas=schemas, body="VD-LAB", issue_day=issue_day, anchors=anchors)


def errors(result: DccResult) -> list[str]:
    return [finding.code for finding in result.findings if finding.severity == "error"]


def warnings(result: DccResult) -> list[str]:
    return [finding.code for finding in result.findings if finding.severity == "warning"]


def the(result: DccResult, code: str) -> Finding:
    """The one finding with ``code``."""
    (found,) = [finding for finding in result.findings if finding.code == code]
    return found


@dataclass(frozen=True)
class Signer:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    root_pem: bytes

    def sign(self, data: bytes, reference: str | None = None) -> bytes:
        """The document with an enveloped signature at its end, over all of it or over ``reference``."""
        signer = XMLSigner(
            method=SignatureConstructionMethod.enveloped,
            signature_algorithm="ecdsa-sha256",
            c14n_algorithm="http://www.w3.org/2006/12/xml-c14n11",
        )
        signed = signer.sign(
            etree.fromstring(data),
            key=self.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
            cert=[self.certificate],
            reference_uri=reference,
        )
        return etree.tostring(signed)


def make_signer(first: int = 2026, last: int = 2027, *, may_sign: bool = True) -> Signer:
    """A signer good from January ``first`` to January ``last``, below a root of its own."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA Vi Du")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Phong hieu chuan mau")])
    root_id = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
    root = (
        _builder(root_name, root_name, root_key.public_key(), 2020, 2040)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(ca=True), critical=True)
        .add_extension(root_id, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    certificate = (
        _builder(name, root_name, key.public_key(), first, last)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(ca=False, sign=may_sign), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    return Signer(key, certificate, root.public_bytes(serialization.Encoding.PEM))


def _builder(
    name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, first: int, last: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(first, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(last, 1, 1, tzinfo=UTC))
    )


def _usage(*, ca: bool, sign: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign and not ca,
        content_commitment=False,
        key_encipherment=not sign,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
