# SPDX-License-Identifier: Apache-2.0
"""Four eyes over HTTP: proposed by one, decided by another, carried out once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.unit.api.writing_world import NUMBER, Office, new_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.world.close()


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    with office.client() as made:
        yield made


def test_a_certificate_is_proposed_approved_and_anchored(office: Office, client: TestClient) -> None:
    answer = office.propose(client)
    assert answer.status_code == 201, answer.text
    proposal = answer.json()
    assert (proposal["state"], proposal["count"], proposal["body"]) == ("OPEN", 1, "VD-CERT")
    assert answer.headers["location"] == proposal["links"]["self"]
    approved = office.decide(client, proposal["id"])
    assert approved.status_code == 202, approved.text
    (issued,) = approved.json()["certificates"]
    assert (approved.json()["state"], issued["number"]) == ("DONE", NUMBER)
    assert [b["stage"] for b in approved.json()["progress"]] == ["signed"]
    office.anchor_all()
    seen = client.get(proposal["links"]["self"], headers=office.headers("preparer")).json()
    assert [b["stage"] for b in seen["progress"]] == ["final"]
    assert seen["progress"][0]["block"] is not None
    assert client.get(issued["links"]["bundle"]).status_code == 200
    assert office.world.disagreements() == []
