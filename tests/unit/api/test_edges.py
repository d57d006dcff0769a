# SPDX-License-Identifier: Apache-2.0
"""Clients that ask for heads only or hang up, and what a log may know."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message

from registry.api.app import create_app
from registry.core.types import Code
from registry.ports.lookup import Lookup, PublicCertificate
from tests.unit.api.world import Issued, World
from verifier_app.pages import VerifyPages


@pytest.fixture
def app(world: World, rice: Issued) -> FastAPI:
    deps = world.deps()
    return create_app(deps, VerifyPages(deps))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_head_is_the_get_without_its_content(client: TestClient, rice: Issued) -> None:
    bundle = f"/api/v1/certificates/{rice.code}/bundle"
    for path in ("/", f"/C/{rice.code}", bundle, "/api/v1/trust-list", "/nothing"):
        whole, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head.headers["content-type"] == whole.headers["content-type"]
        assert head.headers["content-security-policy"]
    assert client.head("/api/v1/verify").status_code == 405


@dataclass
class Client:
    """Sends the start of a body, then hangs up."""

    sent: list[Message] = field(default_factory=list)
    _given: bool = False

    async def receive(self) -> Message:
        if self._given:
            return {"type": "http.disconnect"}
        self._given = True
        return {"type": "http.request", "body": b"--XX\r\n", "more_body": True}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


@pytest.mark.parametrize("media_type", [b"application/json", b"multipart/form-data; boundary=XX"])
def test_a_client_that_hangs_up_fills_no_log(
    app: FastAPI, media_type: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    client = Client()
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/api/v1/verify", "raw_path": b"/api/v1/verify", "query_string": b"", "root_path": "",
        "headers": [(b"content-type", media_type), (b"host", b"x")], "client": None, "server": None,
    }  # fmt: skip
    asyncio.run(app(scope, client.receive, client.send))
    assert [record for record in caplog.records if record.name.startswith("registry")] == []


class Broken:
    """A look-up with a defect."""

    def certificate(self, code: Code) -> PublicCertificate | None:
        raise ZeroDivisionError


def test_a_fault_is_logged_without_the_code(
    world: World, rice: Issued, caplog: pytest.LogCaptureFixture
) -> None:
    lookup: Lookup = Broken()  # type: ignore[assignment]  # only what is asked
    deps = replace(world.deps(), lookup=lookup)
    with TestClient(create_app(deps, VerifyPages(deps)), raise_server_exceptions=False) as client:
        assert client.get(f"/api/v1/certificates/{rice.code}/qr.svg").status_code == 500
    (record,) = [record for record in caplog.records if record.name.startswith("registry")]
    assert record.getMessage() == "unexpected at /api/v1/certificates/{code}/qr.svg"
