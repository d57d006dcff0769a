# SPDX-License-Identifier: Apache-2.0
"""Downloads by a share link. Only POST hands out the file and counts: GET and HEAD, and with them previews of links
and scanners of mail, are safe (RFC 9110 §9.2.1).
"""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from registry.service.publishing import Publishing

# Whoever has the address has the file: it is to stay in no cache, no index, and no header of another site.
PRIVATE = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow, noarchive",
}
Token = Annotated[str, Path(max_length=100, description="the last part of the link")]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
}


def share_routes(publishing: Publishing) -> APIRouter:
    """``POST /s/{token}``."""
    router = APIRouter(tags=["shared files"])

    @router.post("/s/{token}", summary="Download a shared file", response_class=Response, responses=_FILE)
    def download(token: Token) -> Response:
        """The exact bytes; each answer is one use. 404 for every link that opens nothing, whyever."""
        view, data = publishing.shares.take(token)
        headers = {**PRIVATE, "content-disposition": f'attachment; filename="{view.file_name}"'}
        return Response(data, media_type=view.media_type, headers=headers)

    return router
