# SPDX-License-Identifier: Apache-2.0
"""Certificates in public: by code either kind; search and number look-up conformity certificates only."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from registry.api.deps import ApiDeps
from registry.api.inquiry import Found
from registry.api.judging import judge
from registry.api.language import Language, language_of
from registry.api.present import certificate_fields, certificate_out, next_page
from registry.api.qr_image import short_qr_png, short_qr_svg
from registry.api.schemas import CertificatePage, CertificateWithStatus, EvidenceOut, StatusOut
from registry.core.bundle import MEDIA_TYPE, decode_bundle
from registry.core.code import code_of, parse_code
from registry.core.signed_summary import parse_signed_summary
from registry.core.types import Code
from registry.errors import RefusedError, UsageError
from registry.ports.lookup import Page, PublicCertificate
from registry.verify.things import CodeThing

IMMUTABLE = "public, max-age=31536000, immutable"
MAX_OFFSET = 100_000
CodeText = Annotated[str, Path(max_length=100, description="32 characters, any case, dashes allowed")]
Words = Annotated[str | None, Query(max_length=200, description="words of number, product, holder …")]
Number = Annotated[str | None, Query(max_length=100, description="a certificate number, compared loosely")]
Body = Annotated[str | None, Query(max_length=40, description="the issuing body's code, with number")]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]


def certificate_routes(deps: ApiDeps) -> APIRouter:
    """The routes below ``/api/v1/certificates``."""
    router = APIRouter(prefix="/api/v1/certificates", tags=["certificates"])

    @router.get("", summary="Search conformity certificates")
    def search(
        q: Words = None, number: Number = None, body: Body = None, limit: Limit = 20, offset: Offset = 0
    ) -> CertificatePage:
        """Calibration certificates are confidential (ISO/IEC 17025 §4.2) and never found here."""
        page = _by_number(deps, number, body, limit, offset) if number else _search(deps, q, limit, offset)
        given = {"q": q, "number": number, "body": body}
        query: dict[str, str | int] = {name: text for name, text in given.items() if text} | {"limit": limit}
        following = next_page("/api/v1/certificates", query, offset, len(page.items), page.total)
        items = [certificate_out(found) for found in page.items]
        return CertificatePage(items=items, total=page.total, next=following)

    @router.get("/{code}", summary="Public facts and status of one certificate")
    def certificate(code: CodeText, request: Request, response: Response) -> CertificateWithStatus:
        """The facts of the summary, the status judged now, and where bundle and QR code are."""
        response.headers["cache-control"] = "no-store"
        found = _known(deps, parse_code(code))
        status = _status(deps, found, language_of(request))
        return CertificateWithStatus(**certificate_fields(found), status=status)

    @router.get("/{code}/bundle", summary="Proof bundle", response_class=Response)
    def bundle(code: CodeText, request: Request) -> Response:
        """Everything needed to verify the certificate away from this service."""
        asked = parse_code(code)
        data = deps.lookup.bundle(asked)
        if data is None:
            _known(deps, asked)
            raise RefusedError("BUNDLE_NOT_READY")
        # Files may be bound later, and then the bundle carries their statements: a kept copy is asked about.
        headers = {
            "content-disposition": f'attachment; filename="{asked}.antin.json"',
            "cache-control": "public, no-cache",
        }
        return _kept(request, data, MEDIA_TYPE, headers)

    @router.get("/{code}/successors", summary="Later revisions, oldest first")
    def successors(code: CodeText, response: Response) -> CertificatePage:
        """Revisions whose bundles exist; each names the leaf hash of the one before it as ``previous``. Asked by
        code and never by leaf hash: leaf hashes are public, a calibration is not.
        """
        response.headers["cache-control"] = "no-store"
        asked = parse_code(code)
        _known(deps, asked)
        found = [_known(deps, _code_of(data)) for data in deps.bundles.successors(asked) or ()]
        return CertificatePage(items=[certificate_out(one) for one in found], total=len(found), next=None)

    @router.get("/{code}/qr.svg", summary="Short QR code, SVG", response_class=Response)
    def qr_svg(code: CodeText, request: Request) -> Response:
        """Level Q with its quiet zone; print it at 20 to 25 mm or more."""
        known = _known(deps, parse_code(code)).code
        return _kept(request, short_qr_svg(deps.public_url, known), "image/svg+xml", {})

    @router.get("/{code}/qr.png", summary="Short QR code, PNG", response_class=Response)
    def qr_png(code: CodeText, request: Request) -> Response:
        """The same as pixels; SVG prints better."""
        known = _known(deps, parse_code(code)).code
        return _kept(request, short_qr_png(deps.public_url, known), "image/png", {})

    return router


def _by_number(
    deps: ApiDeps, number: str, body: str | None, limit: int, offset: int
) -> Page[PublicCertificate]:
    found = deps.lookup.by_number(number, body or None)
    return Page(found[offset : offset + limit], len(found))


def _search(deps: ApiDeps, text: str | None, limit: int, offset: int) -> Page[PublicCertificate]:
    if not text or not text.strip():
        raise UsageError("REQUEST_EMPTY", "q")
    norm = deps.trust.scope(text)  # certificates carry the code as granted, people type another name of it
    return deps.lookup.search(text if norm is None else norm.code, limit=limit, offset=offset)


def _known(deps: ApiDeps, code: Code) -> PublicCertificate:
    found = deps.lookup.certificate(code)
    if found is None:
        raise RefusedError("CERTIFICATE_UNKNOWN")
    return found


def _code_of(bundle: bytes) -> Code:
    return code_of(parse_signed_summary(decode_bundle(bundle).signed_summary).summary)


def _status(deps: ApiDeps, found: PublicCertificate, lang: Language) -> StatusOut:
    report = judge(deps, Found(thing=CodeThing(found.code))).report
    words = report.outcome.text(lang)
    return StatusOut(
        verdict=report.verdict.value,
        outcome=report.outcome.code,
        headline=words.headline,
        reason=words.reason,
        evidence=EvidenceOut(block=report.block_number, time=report.block_time),
    )


def _kept(request: Request, data: bytes, media_type: str, headers: dict[str, str]) -> Response:
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    sent = {"cache-control": IMMUTABLE, "etag": tag, **headers}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=sent)
    return Response(data, media_type=media_type, headers=sent)
