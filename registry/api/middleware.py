# SPDX-License-Identifier: Apache-2.0
"""What holds for every request and response: a bound on uploads and the headers that browsers obey."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from registry.api.request_fields import not_as_expected
from registry.errors import InputError

MAX_REQUEST_BYTES = 8 * 1024 * 1024

# No inline code and no third party: a text that slips through escaping still cannot run or report home.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    # A code must not travel to other sites in an address (protocol §7: verification leaves no trace).
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class RequestLimit:
    """Stops reading a request body beyond ``MAX_REQUEST_BYTES``; the reader then sees ``InputError``
    REQUEST_TOO_LARGE, raised before the bytes are kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives; a declared length is believed only when it is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        state = {"seen": 0}

        async def limited() -> Message:
            if not declared.isascii() or not declared.isdecimal() or len(declared) > 12:
                raise not_as_expected("Content-Length", "độ dài tính bằng byte", "a length in bytes")
            if int(declared) > MAX_REQUEST_BYTES:
                raise _too_large()
            message = await receive()
            state["seen"] += len(message.get("body", b""))
            if state["seen"] > MAX_REQUEST_BYTES:
                raise _too_large()
            return message

        await self._app(scope, limited, send)


class HeadAsGet:
    """HEAD is GET without the content (RFC 9110 §9.3.2); scanners and link checkers ask so before a person does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route as GET, and keep the body back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, sending)


class SecurityHeaders:
    """Adds the headers above, and HSTS where the public address is https."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._headers = security_headers(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Fill in what the response has not set by itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)


def security_headers(public_url: str) -> dict[str, str]:
    """What every answer carries; HSTS only where the public address is https."""
    https = public_url.lower().startswith("https://")
    return _HEADERS | ({"strict-transport-security": "max-age=31536000"} if https else {})


def _too_large() -> InputError:
    return InputError("REQUEST_TOO_LARGE", limit=MAX_REQUEST_BYTES // (1024 * 1024))
