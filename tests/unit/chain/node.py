# SPDX-License-Identifier: Apache-2.0
"""A node that answers as a test tells it, on a real socket."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Answer = Callable[["Exchange"], None]


class Exchange:
    """One HTTP request and the means to answer it, well or badly."""

    def __init__(self, handler: BaseHTTPRequestHandler, number: int, body: bytes, over: Event) -> None:
        self.handler, self.number, self.over = handler, number, over
        self.body: Any = json.loads(body)
        self.headers = dict(handler.headers)

    def send(self, body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def json(self, content: Any) -> None:
        self.send(json.dumps(content).encode())

    def result(self, *results: Any) -> None:
        asked = self.body if isinstance(self.body, list) else [self.body]
        answers = [
            {"jsonrpc": "2.0", "id": a["id"], "result": r} for a, r in zip(asked, results, strict=True)
        ]
        self.json(answers if isinstance(self.body, list) else answers[0])

    def error(self, code: int, message: str, data: Any = None) -> None:
        self.json(
            {
                "jsonrpc": "2.0",
                "id": self.body["id"],
                "error": {"code": code, "message": message, "data": data},
            }
        )

    def hang_up(self) -> None:
        """Close the connection without an answer, as ganache does with idle ones."""
        self.handler.close_connection = True
        self.handler.connection.shutdown(socket.SHUT_RDWR)

    def stay_silent(self) -> None:
        self.over.wait(30)
        self.handler.close_connection = True


class Node:
    """What was asked, and where the node listens."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.exchanges: list[Exchange] = []


@contextmanager
def node(answer: Answer) -> Iterator[Node]:
    """Serve ``answer`` until the block ends."""
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = (
            True  # headers and body go out apart, each else waiting for an acknowledgement
        )

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            exchange = Exchange(self, len(served.exchanges), body, over)
            served.exchanges.append(exchange)
            answer(exchange)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 — the base class names it so
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    served = Node(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def unused_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
