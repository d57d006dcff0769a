# SPDX-License-Identifier: Apache-2.0
"""Texts that would stand on the chain, or before the other person's eyes, for ever."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import exc

from registry.errors import InputError
from registry.store.errors import translate
from tests.unit.api.writing_world import BODY, Office

HOSTILE = ["a\x00b", "\x1b[2J", "cấp\u202egiả", "\u2066x", "\u200b"]


def issued(office: Office, client: TestClient) -> str:
    proposal = office.proposed(client)
    certificates = office.decide(client, proposal).json()["certificates"]
    office.anchor_all()
    return str(certificates[0]["code"])


def refused(office: Office, client: TestClient, path: str, by: str, body: dict[str, Any]) -> str:
    answer = client.post(path, json=body, headers=office.headers(by))
    assert answer.status_code == 400, answer.text
    return f"{answer.json()['code']} {answer.json()['where']}"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_steer_a_reader_s_eyes_is_refused(office: Office, client: TestClient, text: str) -> None:
    code, proposals = issued(office, client), "/api/v1/proposals"
    status = {"codes": [code], "state": "suspended", "reason": 2, "note": text}
    assert refused(office, client, f"{proposals}/status", "preparer", status) == "TEXT_CONTROL note"
    order = {"body": BODY, "grant": 2, "action": "review", "reason": 11, "number": text}
    assert refused(office, client, f"{proposals}/order", "authority", order) == "TEXT_CONTROL order"
    open_one = office.proposed(client, "VD-CERT/HQ-2026-000124")
    for how in ("approve", "reject"):
        path = f"{proposals}/{open_one}/{how}"
        assert refused(office, client, path, "approver", {"note": text}) == "TEXT_CONTROL note"
    noted = client.post(
        f"{proposals}/{open_one}/reject",
        json={"note": "Thiếu hồ sơ.\nNộp lại."},
        headers=office.headers("approver"),
    )
    assert noted.json()["decided"]["note"] == "Thiếu hồ sơ.\nNộp lại."


def test_a_note_that_the_contract_would_refuse_is_refused_before_anybody_approves_it(
    office: Office, client: TestClient
) -> None:
    status = {"codes": [issued(office, client)], "state": "suspended", "reason": 2, "note": "ế" * 86}
    answer = client.post("/api/v1/proposals/status", json=status, headers=office.headers("preparer"))
    assert (answer.status_code, answer.json()["code"]) == (422, "TEXT_TOO_LONG")


def test_a_text_that_postgresql_cannot_hold_is_the_asker_s_fault_and_no_outage() -> None:
    error = translate(exc.DataError("SELECT", {}, ValueError("cannot contain NUL")))
    assert isinstance(error, InputError)
    assert error.code == "TEXT_CONTROL"
