# SPDX-License-Identifier: Apache-2.0
"""Templates into pages: escaped everywhere, and a name that is missing is an error, not a blank."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from registry.api.deps import ApiDeps
from registry.api.language import Language
from registry.core.hashing import sha256
from verifier_app.formats import sentence
from verifier_app.words import words

STATIC = {
    "page.css": "text/css; charset=utf-8",
    "result.css": "text/css; charset=utf-8",
    "enhance.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
EMPTY_FORM = {"text": "", "body": "", "at": "", "model": ""}


class Renderer:
    """Renders with what every page shows: the host to trust, and whether this is a test network."""

    def __init__(self, deps: ApiDeps) -> None:
        self._environment = Environment(
            loader=PackageLoader("verifier_app"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["sentence"] = sentence
        self._always = {
            "version": static_version(),
            "host": deps.public_url.split("://", 1)[-1].rstrip("/").lower(),
            "demo": any(network.demo for network in deps.trust.networks),
        }

    def page(
        self,
        template: str,
        lang: Language,
        *,
        status: int = 200,
        path: str = "/",
        at: str = "",
        model: str = "",
        **values: Any,
    ) -> HTMLResponse:
        """One page. ``path``, ``at`` and ``model`` make the addresses of the same page in either language."""
        html = self._environment.get_template(template).render(
            lang=lang,
            w=words(lang),
            links={
                "vi": address(path, at=at, model=model),
                "en": address(path, at=at, model=model, lang="en"),
            },
            **self._always,
            **values,
        )
        return HTMLResponse(html, status, {"cache-control": "no-store", "content-language": lang})


@cache
def static_file(name: str) -> bytes:
    """One of the page's own files."""
    return files("verifier_app").joinpath("static", name).read_bytes()


@cache
def static_version() -> str:
    """Changes with any of the files, so that a browser may keep them for ever."""
    return sha256(b"".join(static_file(name) for name in STATIC)).hex()[:12]


def address(path: str, *, at: str = "", model: str = "", lang: str = "") -> str:
    """A path with the given query members; empty ones are left out."""
    members = (("at", at), ("model", model), ("lang", lang))
    query = urlencode({name: text for name, text in members if text})
    return f"{path}?{query}" if query else path
