# SPDX-License-Identifier: Apache-2.0
"""The page behind a share link: what the file is, until when, and a button. Looking at it counts no use."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from registry.api.language import Language, chosen_language
from registry.api.shares import PRIVATE
from registry.core.code import group_code
from registry.service.publishing import Publishing
from registry.service.shares import ShareView
from verifier_app.formats import time_text
from verifier_app.render import Renderer


def share_page(publishing: Publishing, render: Renderer) -> APIRouter:
    """``GET /s/{token}``; the button posts to the same address (``registry.api.shares``)."""
    router = APIRouter()

    @router.get("/s/{token}")
    def shown(
        token: Annotated[str, Path(max_length=100)], lang: Annotated[str, Query(max_length=8)] = "vi"
    ) -> Response:
        view = publishing.shares.look(token)
        language = chosen_language(lang)
        page = render.page("share.html", language, path=f"/s/{token}", file=_shown(view, language))
        page.headers.update(PRIVATE)
        return page

    return router


def _shown(view: ShareView, lang: Language) -> dict[str, str]:
    size = f"{view.size / 1024:.1f}" if view.size >= 1024 else f"{view.size / 1024:.2f}"
    return {
        "body": view.body_name,
        "code": view.code,
        "code_text": group_code(view.code),
        "media_type": view.media_type,
        "size": f"{size.replace('.', ',') if lang == 'vi' else size} KiB",
        "sha256": view.sha256.hex(),
        "until": time_text(view.expires_at),
        "left": str(view.left),
    }
