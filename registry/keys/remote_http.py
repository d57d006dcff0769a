# SPDX-License-Identifier: Apache-2.0
"""How a remote signer is reached: a Unix socket, HTTP on this machine alone, or TLS. Never in the clear
between machines: the bearer token would be anybody's on the way.
"""

import http.client
import json
import re
import socket
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from registry.core import strict_json
from registry.errors import InputError, RefusedError, TransientError, UsageError
from registry.keys.entries import RemotePlace
from registry.keys.files import read_secret

TIMEOUT = 10.0  # seconds for each wait; a person who confirms by hand must do so in this time
MAX_MESSAGE_BYTES = 1 << 20
MAX_TOKEN_BYTES = 1_024
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_TOKEN = re.compile(r"[\x21-\x7e]{16,512}")


def exchange(place: RemotePlace, method: str, path: str, content: Any = None) -> tuple[int, Any]:
    """Status and JSON answer of one request.

    Raises ``TransientError`` SIGNER_UNREACHABLE where no whole answer came in time, ``RefusedError``
    SIGNER_ANSWER where it is not JSON, ``UsageError`` SIGNER_URL, SIGNER_TOKEN_FORMAT, KEY_FILE_*.
    """
    headers = {"Authorization": f"Bearer {read_token(Path(place.token_file))}", "Connection": "close"}
    body = None if content is None else json.dumps(content).encode()
    if body is not None:
        headers["Content-Type"] = "application/json"
    connection = _connection(place)
    try:
        connection.request(method, path, body=body, headers=headers)
        with connection.getresponse() as answer:
            data = answer.read(MAX_MESSAGE_BYTES + 1)
    except (OSError, http.client.HTTPException) as error:
        raise TransientError("SIGNER_UNREACHABLE", place.url, reason=type(error).__name__) from error
    finally:
        connection.close()
    try:
        return answer.status, strict_json.loads(data, limit=MAX_MESSAGE_BYTES, where=place.url)
    except InputError as error:
        raise RefusedError("SIGNER_ANSWER", place.url, reason="not JSON") from error


def read_token(path: Path) -> str:
    """The bearer token in a file of its owner. Raises ``RefusedError`` SIGNER_TOKEN_FORMAT, KEY_FILE_*."""
    text = read_secret(path, MAX_TOKEN_BYTES).decode("utf-8", "replace").strip()
    if not _TOKEN.fullmatch(text):
        raise RefusedError("SIGNER_TOKEN_FORMAT", str(path))
    return text


def check_url(url: str) -> None:
    """Raises ``UsageError`` SIGNER_URL for an address that would carry requests in the clear, or of no form."""
    _parts(url)


def _parts(url: str) -> tuple[str, str, int]:
    """Scheme, host or socket path, port."""
    if url.startswith("unix:/"):
        return "unix", url.removeprefix("unix:"), 0
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UsageError("SIGNER_URL", url) from error
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
    if not host or not bare or parts.scheme not in ("http", "https"):
        raise UsageError("SIGNER_URL", url)
    if parts.scheme == "http" and host not in LOOPBACK:
        raise UsageError("SIGNER_URL", url)
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80)


def _connection(place: RemotePlace) -> http.client.HTTPConnection:
    scheme, host, port = _parts(place.url)
    if scheme == "unix":
        return _UnixConnection(host)
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        context = ssl.create_default_context(cafile=place.ca_file or None)
    except (OSError, ssl.SSLError) as error:
        raise UsageError("SIGNER_CA_FILE", place.ca_file) from error
    return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=context)


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=TIMEOUT)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket file instead of a host."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(TIMEOUT)
        self.sock.connect(self._path)
