# SPDX-License-Identifier: Apache-2.0
"""Status lists and DID documents at the addresses that credentials name. Both follow the chain: without its answer
the service says 503, never a guess.
"""

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from registry.core.did import MEDIA_TYPE as DID_MEDIA_TYPE
from registry.core.status_list import MEDIA_TYPE, Purpose
from registry.service.publishing import Publishing
from registry.service.status_lists import FRESH_SECONDS

MAX_LIST_NUMBER = 99_999
# A body's code is any text; a NUL is none, and no database takes it.
Body = Annotated[str, Path(max_length=64, pattern=r"^[^\x00-\x1f]+$", description="the body's code")]
Number = Annotated[int, Path(ge=0, le=MAX_LIST_NUMBER)]
# A verifier in a browser asks from its own origin; what is public may be read from anywhere.
_PUBLIC = {"access-control-allow-origin": "*"}


def _content(media_type: str, kind: str) -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": {"type": kind}}}
    return {200: {"content": content}, 304: {"description": "Not changed since the copy with this ETag"}}


def published_routes(publishing: Publishing) -> APIRouter:
    """``/.well-known/did.json`` and what lies below ``/body/{code}``."""
    router = APIRouter(tags=["published"])

    @router.get(
        "/body/{body}/status/{number}/{purpose}",
        summary="Bitstring status list (W3C) as vc+jwt",
        response_class=Response,
        responses=_content(MEDIA_TYPE, "string"),
    )
    def status_list(body: Body, number: Number, purpose: Purpose, request: Request) -> Response:
        """Derived from the chain at one final block, which it names; holds until its ``validUntil``."""
        found = publishing.lists.get(body, number, purpose)
        headers = {
            **_PUBLIC,
            "cache-control": f"public, max-age={FRESH_SECONDS}",
            "antin-block": str(found.block.number),
        }
        return _sent(request, found.jws, MEDIA_TYPE, headers)

    @router.get(
        "/body/{body}/did.json",
        summary="DID document of a body",
        response_class=Response,
        responses=_content(DID_MEDIA_TYPE, "object"),
    )
    def body_document(body: Body, request: Request) -> Response:
        """Its credential keys; only those that are good on the chain now may assert."""
        return _document(request, publishing.dids.body(body))

    @router.get(
        "/.well-known/did.json",
        summary="DID document of the registry",
        response_class=Response,
        responses=_content(DID_MEDIA_TYPE, "object"),
    )
    def registry_document(request: Request) -> Response:
        """The key that signs status lists."""
        return _document(request, publishing.dids.registry())

    return router


def _document(request: Request, data: bytes) -> Response:
    headers = {**_PUBLIC, "cache-control": f"public, max-age={FRESH_SECONDS}"}
    return _sent(request, data, DID_MEDIA_TYPE, headers)


def _sent(request: Request, data: bytes, media_type: str, headers: dict[str, str]) -> Response:
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    sent = {**headers, "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=sent)
    return Response(data, media_type=media_type, headers=sent)
