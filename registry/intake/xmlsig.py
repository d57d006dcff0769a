# SPDX-License-Identifier: Apache-2.0
"""XML signatures on a DCC (XML-DSig, XAdES): intact, by whom, and whether that signer is trusted.

Three questions, kept apart: do digests and signature hold (with the certificate in the signature itself),
is what they cover the document that we read, does a chain lead to a trust anchor at the time asked.
Certificate revocation is not checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature as CryptoInvalidSignature
from cryptography.exceptions import UnsupportedAlgorithm
from lxml import etree
from signxml.exceptions import InvalidDigest, InvalidSignature, SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier
from signxml.xades.xades import XAdESVerifier

from registry.intake.dcc_names import DS, SIGNATURE
from registry.intake.safe_xml import line_of, parser
from registry.intake.signer_trust import chain_holds

Status = Literal["good", "untrusted", "expired", "broken", "partial", "unsupported"]

MAX_SIGNATURES = 8
_MAX_CERTIFICATES = 8
_XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_CANONICAL = (
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/2006/12/xml-c14n11",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
)
# What signxml, cryptography and lxml raise on a signature that is malformed or of an algorithm unknown to
# them; each means that the signature could not be checked, never that it holds.
_UNCHECKABLE = (
    SignXMLException,
    UnsupportedAlgorithm,
    etree.LxmlError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature: ``broken``, ``partial`` (covers something else) and ``unsupported`` refuse the file."""

    status: Status
    line: int
    signer: str | None = None
    """Subject of the signing certificate, RFC 4514."""
    not_before: datetime | None = None
    not_after: datetime | None = None
    signing_time: str | None = None
    """XAdES SigningTime, the signer's own word."""
    trusted: bool = False
    """Whether a chain to an anchor holds within the certificate's validity."""
    reason: str = ""


def verify_signatures(
    data: bytes, root: etree._Element, *, at: datetime, anchors: Sequence[bytes] = ()
) -> tuple[SignatureReport, ...]:
    """Every signature that is a child of the root; ``root`` is what was read from ``data``.

    ``at`` (aware) is the time at which signers are judged; ``anchors`` are PEM certificates trusted beyond
    question. Signatures elsewhere in the file belong to embedded content and say nothing about the DCC.
    """
    found = [element for element in root if element.tag == SIGNATURE]
    if len(found) > MAX_SIGNATURES:
        line = line_of(found[MAX_SIGNATURES])
        return (SignatureReport("unsupported", line, reason=f"> {MAX_SIGNATURES}"),)
    return tuple(_verify(data, index, element, at, anchors) for index, element in enumerate(found))


def _verify(
    data: bytes, index: int, element: etree._Element, at: datetime, anchors: Sequence[bytes]
) -> SignatureReport:
    line = line_of(element)
    try:
        certificates = _certificates(element)
        signer, covered = _crypto(data, index, element, certificates)
    except (InvalidDigest, InvalidSignature, CryptoInvalidSignature) as error:
        return SignatureReport("broken", line, reason=str(error)[:200])
    except _UNCHECKABLE as error:
        return SignatureReport("unsupported", line, reason=str(error)[:200] or type(error).__name__)
    time = element.find(f".//{_XADES}SigningTime")
    stamp = None if time is None else "".join(str(t) for t in time.itertext()).strip()[:40]
    if not covered:
        return SignatureReport("partial", line, signing_time=stamp)
    if signer is None:
        return SignatureReport("untrusted", line, signing_time=stamp, reason="KeyValue")
    others = [certificate for certificate in certificates if certificate != signer]
    return _judge(SignatureReport("untrusted", line, signing_time=stamp), signer, others, at, anchors)


def _judge(
    report: SignatureReport,
    signer: x509.Certificate,
    others: list[x509.Certificate],
    at: datetime,
    anchors: Sequence[bytes],
) -> SignatureReport:
    """``report`` with the signer, and its standing at ``at``: out of date is told apart from unknown."""
    begin, end = signer.not_valid_before_utc, signer.not_valid_after_utc
    now = chain_holds(signer, others, anchors, at)
    trusted = now or chain_holds(signer, others, anchors, min(max(at, begin), end))
    status: Status = "good" if now else "expired" if trusted or not begin <= at <= end else "untrusted"
    return replace(
        report,
        status=status,
        signer=signer.subject.rfc4514_string()[:300],
        not_before=begin,
        not_after=end,
        trusted=trusted,
    )


def _certificates(element: etree._Element) -> list[x509.Certificate]:
    texts = ["".join(str(t) for t in e.itertext()) for e in element.iter(f"{{{DS}}}X509Certificate")]
    pems = [
        f"-----BEGIN CERTIFICATE-----\n{''.join(text.split())}\n-----END CERTIFICATE-----\n"
        for text in texts[:_MAX_CERTIFICATES]
    ]
    return [x509.load_pem_x509_certificate(pem.encode("ascii")) for pem in pems]


def _crypto(
    data: bytes, index: int, element: etree._Element, certificates: list[x509.Certificate]
) -> tuple[x509.Certificate | None, bool]:
    """The certificate whose key made the signature (None for a bare key), and whether the root is covered.

    Raises what signxml raises; ``InvalidSignature`` if no certificate in the signature fits.
    """
    document = _up_to(data, index)
    if not certificates:
        return None, _covers(_checked(document, element, None), document)
    failure: Exception = InvalidSignature("no certificate")
    issuers = {
        certificate.issuer for certificate in certificates if certificate.issuer != certificate.subject
    }
    # Each attempt costs a parse of the file: those that issued another in the chain did not sign it.
    for certificate in [c for c in certificates if c.subject not in issuers] or certificates[:1]:
        try:
            return certificate, _covers(_checked(document, element, certificate), document)
        except InvalidDigest:
            raise
        except (InvalidSignature, CryptoInvalidSignature) as error:
            failure = error
    raise failure


class _LastAtRoot:
    """Picks the last signature below the root, so that no other place in the file can stand in for it."""

    def _get_signature(self, root: etree._Element) -> etree._Element:
        return [element for element in root if element.tag == SIGNATURE][-1]


class _PlainVerifier(_LastAtRoot, XMLVerifier):
    pass


class _XadesVerifier(_LastAtRoot, XAdESVerifier):
    pass


def _checked(
    document: etree._Element, element: etree._Element, certificate: x509.Certificate | None
) -> list[Any]:
    """One result of signxml for each reference, digests and signature verified."""
    xades = element.find(f".//{_XADES}SignedProperties") is not None
    verifier = _XadesVerifier() if xades and certificate is not None else _PlainVerifier()
    config = SignatureConfiguration(
        require_x509=certificate is not None,
        expect_references=False,
        # Trust is judged apart: here the certificate only lends its key, whatever the date.
        verification_time=None if certificate is None else certificate.not_valid_before_utc,
    )
    results = verifier.verify(
        document, x509_cert=certificate, expect_config=config, parser=parser(keep_comments=True)
    )
    return results if isinstance(results, list) else [results]


def _up_to(data: bytes, index: int) -> etree._Element:
    """The document as it was when signature ``index`` was made: later signatures taken off again."""
    root = etree.fromstring(data, parser(keep_comments=True))
    for later in [element for element in root if element.tag == SIGNATURE][index + 1 :]:
        _take_off(later)
    return root


def _take_off(element: etree._Element) -> None:
    """Remove an element but not the text behind it, which lxml counts as its tail."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    assert parent is not None
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def _covers(results: list[Any], document: etree._Element) -> bool:
    """Whether one of the verified references is the whole document as read; others only add to it."""
    references = results[0].signature_xml.findall(f"{{{DS}}}SignedInfo/{{{DS}}}Reference") if results else []
    whole = False
    for reference, result in zip(references, results, strict=True):
        methods = [t.get("Algorithm") for t in reference.iter(f"{{{DS}}}Transform")]
        plain = all(m == _ENVELOPED or str(m).removesuffix("#WithComments") in _CANONICAL for m in methods)
        if reference.get("URI") == "" and plain:
            whole = whole or _content(result.signed_xml) == _content(document)
    return whole


def _content(root: etree._Element | None) -> bytes | None:
    """Canonical bytes of the content that we read: without comments and without the root's signatures."""
    if root is None:
        return None
    copy = etree.fromstring(etree.tostring(root), parser())
    for element in [element for element in copy if element.tag == SIGNATURE]:
        _take_off(element)
    return etree.tostring(copy, method="c14n", with_comments=False)
