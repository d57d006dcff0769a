# SPDX-License-Identifier: Apache-2.0
"""Bundles over HTTP: later revisions, and answers that are none."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from registry.cli.remote import RemoteBundles
from registry.core.code import code_of
from registry.core.types import Code
from registry.errors import TransientError

ONE, TWO = code_of(b"one"), code_of(b"two")
ODD = [
    b"[]",
    b"{}",
    b'{"items": 1}',
    b'{"items": [1]}',
    b'{"items": [{"code": 1}]}',
    b'{"items": [{}]}',
    b"<html>",
]
ANSWERS = {
    f"/api/v1/certificates/{ONE}/successors": json.dumps({"items": [{"code": TWO}]}).encode(),
    f"/api/v1/certificates/{TWO}/successors": b'{"items": []}',
    f"/api/v1/certificates/{TWO}/bundle": b"the bundle of two",
}


class _Service(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = ANSWERS.get(self.path)
        self.send_response(404 if answer is None else 200)
        self.send_header("content-length", str(len(answer or b"")))
        self.end_headers()
        self.wfile.write(answer or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the library's
        """Nothing: tests are quiet."""


@pytest.fixture
def service() -> Iterator[RemoteBundles]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield RemoteBundles(f"http://127.0.0.1:{server.server_address[1]}", 5)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_later_revisions_are_fetched_by_their_own_codes(service: RemoteBundles) -> None:
    assert service.successors(ONE) == [b"the bundle of two"]
    assert service.successors(TWO) == []
    assert service.successors(Code("2" * 32)) is None


@pytest.mark.parametrize("answer", ODD)
def test_an_answer_of_another_form_is_no_answer(
    service: RemoteBundles, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setitem(ANSWERS, f"/api/v1/certificates/{ONE}/successors", answer)
    monkeypatch.setitem(ANSWERS, "/api/v1/certificates?number=N&body=B", answer)
    for ask in (lambda: service.successors(ONE), lambda: service.by_number("B", "N")):
        with pytest.raises(TransientError):
            ask()


def test_a_service_that_is_away_is_no_answer() -> None:
    with pytest.raises(TransientError) as caught:
        RemoteBundles("http://127.0.0.1:1", 1).successors(ONE)
    assert caught.value.code == "SOURCE_UNREACHABLE"
