# SPDX-License-Identifier: Apache-2.0
"""The reference remote signer over HTTP: a Unix socket for its owner, this machine alone, or TLS."""

import contextlib
import http.server
import json
import os
import socket
import socketserver
import ssl
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from registry.errors import UsageError
from registry.keys.remote_http import LOOPBACK, MAX_MESSAGE_BYTES
from registry.keys.signer_desk import Answer, SignerDesk

IDLE_SECONDS = 10.0


def serve_unix(desk: SignerDesk, path: Path) -> http.server.HTTPServer:
    """A server on a socket file with mode 0600. Raises ``UsageError`` SIGNER_LISTEN."""
    if path.is_socket():
        # Left behind by a signer that was killed; a living one answers.
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as probe:
            if probe.connect_ex(str(path)) == 0:
                raise UsageError("SIGNER_LISTEN", str(path), reason="another signer listens here")
        path.unlink()
    before = os.umask(0o177)
    try:
        return _UnixServer(str(path), _handler(desk))  # type: ignore[arg-type]  # typeshed: a host and a port
    except OSError as error:
        raise UsageError("SIGNER_LISTEN", str(path), reason=error.strerror or str(error)) from error
    finally:
        os.umask(before)


def serve_tcp(
    desk: SignerDesk, host: str, port: int, *, certificate: Path | None = None, key: Path | None = None
) -> http.server.HTTPServer:
    """A server on a port, with TLS where ``certificate`` and ``key`` (PEM) are given. Raises ``UsageError``
    SIGNER_LISTEN, also for a host other than this machine without TLS.
    """
    if certificate is None and host not in LOOPBACK:
        raise UsageError("SIGNER_LISTEN", host, reason="needs --tls-certificate and --tls-key")
    try:
        server = _TcpServer((host, port), _handler(desk))
        if certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate, key)
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
    except OSError as error:
        raise UsageError("SIGNER_LISTEN", f"{host}:{port}", reason=error.strerror or str(error)) from error
    return server


class _TcpServer(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke says nothing about the signer; anything else is a defect and is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _UnixServer(_TcpServer):
    address_family = socket.AF_UNIX

    def server_bind(self) -> None:
        """Without the look-up of a host name, which a socket file does not have."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", 0


def _handler(desk: SignerDesk) -> Callable[..., http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        timeout = IDLE_SECONDS

        def do_GET(self) -> None:
            self._reply(desk.answer("GET", self.path, self.headers.get("Authorization", ""), b""))

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isascii() or not length.isdigit() or int(length) > MAX_MESSAGE_BYTES:
                self._reply((413, {"error": "SIGNER_QUESTION_SIZE"}))
                return
            body = self.rfile.read(int(length))
            self._reply(desk.answer("POST", self.path, self.headers.get("Authorization", ""), body))

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 — the base class's name
            """Nothing: the signer's own log says what was signed."""

        def _reply(self, answer: Answer) -> None:
            status, document = answer
            data = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(data)
            self.close_connection = True

    return Handler
