# SPDX-License-Identifier: Apache-2.0
"""What a thing claims: its bundle taken apart as far as it can be read. Nothing here is believed yet."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from registry.core.anchor import batch_id
from registry.core.bundle import Bundle, BundleAnchor, decode_bundle
from registry.core.code import code_of
from registry.core.credential import Credential, digest_of, parse_credential, summary_of
from registry.core.qr import QrContent
from registry.core.signed_summary import SignedSummary, parse_signed_summary
from registry.core.summary import (
    CertificateSummary,
    FileSummary,
    Summary,
    decode_summary,
    encode_summary,
    leaf_hash,
)
from registry.core.text import normal_number
from registry.core.types import Code
from registry.errors import InputError, TransientError
from registry.ports.bundles import BundleSource
from registry.verify.results import Note
from registry.verify.things import (
    BundleThing,
    CodeThing,
    CredentialThing,
    FileThing,
    MalformedThing,
    NumberThing,
    QrThing,
    Thing,
)


class Claim(Struct, frozen=True, kw_only=True):
    """``malformed`` is why nothing, or not everything, could be read; ``unknown_form`` that it was the
    thing itself. ``missing`` says why there is no bundle. ``credential_bytes`` stay where they cannot be
    parsed. ``code``, ``number``, ``qr`` are what was asked for beside the bundle. ``fetched`` tells a
    bundle that a source sent from one in hand; ``own_credential`` that the credential is in hand beside it.
    """

    malformed: Note | None = None
    unknown_form: bool = False
    missing: Note | None = None
    bundle: Bundle | None = None
    signed: SignedSummary | None = None
    summary: Summary | None = None
    credential_bytes: bytes | None = None
    credential: Credential | None = None
    code: Code | None = None
    number: NumberThing | None = None
    qr: QrContent | None = None
    qr_signed: SignedSummary | None = None
    file: FileThing | None = None
    fetched: bool = False
    own_credential: bool = False

    @property
    def certificate(self) -> CertificateSummary | None:
        """The certificate's summary, where there is a readable one."""
        return self.summary if isinstance(self.summary, CertificateSummary) else None

    @property
    def anchor(self) -> BundleAnchor | None:
        """The batch that the bundle names for the certificate."""
        return None if self.bundle is None else self.bundle.anchors[self.bundle.inclusion.anchor]

    @property
    def leaf(self) -> bytes | None:
        """The leaf hash that follows from the summary bytes."""
        return None if self.signed is None else leaf_hash(self.signed.summary)


def batch_of(anchor: BundleAnchor) -> bytes | None:
    """The id of a batch; ``None`` where its grants cannot belong to any batch."""
    try:
        return batch_id(anchor.body, anchor.grants, anchor.root, retrospective=anchor.retrospective)
    except InputError:
        return None


def claim_of(thing: Thing, bundles: BundleSource | None) -> Claim:
    """Take ``thing`` apart, fetching its bundle from our own source where it brings none.

    A host in a QR code is never asked.
    """
    match thing:
        case MalformedThing():
            return Claim(malformed=Note(thing.code, thing.params), unknown_form=True)
        case BundleThing():
            return _from_bundle(thing.data, Claim(unknown_form=True))
        case CredentialThing():
            return _from_credential(thing, bundles)
        case QrThing():
            return _from_qr(thing.content, bundles)
        case _:
            return _fetched(_wanted(thing), bundles)


def _wanted(thing: CodeThing | NumberThing | FileThing) -> Claim:
    if isinstance(thing, CodeThing):
        return Claim(code=thing.code)
    return Claim(number=thing) if isinstance(thing, NumberThing) else Claim(file=thing)


def _from_qr(content: QrContent, bundles: BundleSource | None) -> Claim:
    claim = Claim(code=content.code, qr=content)
    if content.signed_summary is None:
        return _fetched(claim, bundles)
    try:
        signed = parse_signed_summary(content.signed_summary)
    except InputError as error:
        return replace(claim, malformed=Note.of(error), unknown_form=True)
    found = _fetched(replace(claim, qr_signed=signed), bundles)
    return found if found.bundle is not None else _with_summary(replace(found, signed=signed))


def _from_credential(thing: CredentialThing, bundles: BundleSource | None) -> Claim:
    try:
        credential = parse_credential(thing.jws)
        summary = summary_of(credential)
        code = code_of(encode_summary(summary))
    except InputError as error:
        return Claim(malformed=Note.of(error), unknown_form=True)
    claim = _fetched(Claim(code=code), bundles)
    if claim.bundle is None:
        return replace(claim, summary=summary, credential=credential, credential_bytes=thing.jws)
    # The credential in hand is what is judged, not the one that the source keeps.
    return replace(claim, credential=credential, credential_bytes=thing.jws, own_credential=True)


def claim_of_answer(data: bytes) -> Claim:
    """A bundle that a source sent without being asked for it by code, number or file."""
    return _from_bundle(data, Claim(fetched=True))


def _fetched(claim: Claim, bundles: BundleSource | None) -> Claim:
    if bundles is None:
        return replace(claim, missing=Note("NO_SOURCE"))
    try:
        data = _fetch(claim, bundles)
    except TransientError as error:
        return replace(claim, missing=Note.of(error))
    if data is None:
        return replace(claim, missing=_not_found(claim))
    found = _from_bundle(data, replace(claim, fetched=True))
    return found if _answers(found) else replace(claim, missing=Note("SOURCE_ANSWERED_OTHER"))


def _answers(found: Claim) -> bool:
    """Whether the source answered what was asked. An answer about another certificate is none: the source is
    not trusted, so it must not make the certificate in hand look false either.
    """
    if found.signed is None or found.summary is None:
        return True  # what cannot be read is told as such
    if found.code is not None:
        return code_of(found.signed.summary) == found.code
    if found.number is not None:
        return isinstance(found.summary, CertificateSummary) and same_number(found.number, found.summary)
    return True


def _fetch(claim: Claim, bundles: BundleSource) -> bytes | None:
    if claim.code is not None:
        return bundles.by_code(claim.code)
    if claim.number is not None:
        return bundles.by_number(claim.number.body, claim.number.number)
    assert claim.file is not None
    return bundles.by_file(claim.file.sha256)


def _not_found(claim: Claim) -> Note:
    if claim.file is not None:
        return Note("FILE_NOT_BOUND", {"name": claim.file.name or claim.file.sha256.hex()})
    if claim.number is not None:
        return Note("NUMBER_NOT_FOUND", {"number": claim.number.number, "body": claim.number.body})
    return Note("CERTIFICATE_NOT_FOUND")


def _from_bundle(data: bytes, claim: Claim) -> Claim:
    try:
        bundle = decode_bundle(data)
    except InputError as error:
        return replace(claim, malformed=Note.of(error))
    read: dict[str, Any] = {}
    try:
        read["signed"] = parse_signed_summary(bundle.signed_summary)
        read["summary"] = decode_summary(read["signed"].summary)
    except InputError as error:
        read["malformed"] = Note.of(error)
    try:
        if bundle.credential is not None and "signed" in read:
            read["credential"] = parse_credential(bundle.credential)
    except InputError as error:
        read["malformed"] = Note.of(error)
    return replace(claim, bundle=bundle, credential_bytes=bundle.credential, unknown_form=False, **read)


def _with_summary(claim: Claim) -> Claim:
    assert claim.signed is not None
    try:
        return replace(claim, summary=decode_summary(claim.signed.summary))
    except InputError as error:
        return replace(claim, malformed=Note.of(error))


def same_number(number: NumberThing, summary: CertificateSummary) -> bool:
    """Whether a certificate is the one asked for by number."""
    same_body = number.body == summary.body
    return same_body and normal_number(number.number) == normal_number(summary.number)


def file_summary(signed_summary: bytes) -> tuple[SignedSummary, FileSummary] | None:
    """A file statement taken apart, or ``None`` for anything else."""
    try:
        signed = parse_signed_summary(signed_summary)
        summary = decode_summary(signed.summary)
    except InputError:
        return None
    return (signed, summary) if isinstance(summary, FileSummary) else None


def digest_of_credential(claim: Claim) -> bytes | None:
    """SHA-256 of the credential's exact bytes."""
    return None if claim.credential_bytes is None else digest_of(claim.credential_bytes)
