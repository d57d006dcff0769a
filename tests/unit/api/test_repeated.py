# SPDX-License-Identifier: Apache-2.0
"""A creating request sent twice, at once or after a fault, has one effect and one answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from registry.ports.access import Role
from registry.ports.proposals import Filter
from registry.testing.faults import Faults, FaultyStore
from tests.unit.api.writing_world import Office, entry


def proposals(office: Office) -> int:
    with office.world.stores[-1].reading() as work:
        return work.proposals.page(Filter(), limit=1, offset=0)[1]


def test_the_same_request_again_is_given_the_same_answer(office: Office, client: TestClient) -> None:
    first, again = office.propose(client, key="one"), office.propose(client, key="one")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert first.headers["location"] == again.headers["location"]
    assert proposals(office) == 1
    assert [act for _, act, _ in office.log() if act == "proposal.create"] == ["proposal.create"]


def test_another_request_with_that_key_is_refused(office: Office, client: TestClient) -> None:
    office.propose(client, "A-1", key="one")
    answer = office.propose(client, "A-2", key="one")
    assert (answer.status_code, answer.json()["code"]) == (409, "IDEMPOTENCY_KEY_USED")
    assert proposals(office) == 1


def test_a_key_belongs_to_the_person_and_the_body(office: Office, client: TestClient) -> None:
    office.hire("colleague", Role.PREPARER, "Ngô Thị Lan")
    office.hire("newer", Role.PREPARER, "nguyễn văn an")
    first = office.propose(client, "A-1", key="one").json()["id"]
    assert office.propose(client, "A-1", key="one", by="colleague").json()["id"] != first
    assert office.propose(client, "A-1", key="one", by="newer").json()["id"] == first


def test_a_form_is_the_same_whatever_its_boundary(office: Office, client: TestClient) -> None:
    def send(data: bytes) -> tuple[int, bytes]:
        answer = client.post(
            "/api/v1/proposals/issue",
            files={"file": ("r.csv", data)},
            headers=office.headers("preparer", "f"),
        )
        return answer.status_code, answer.content

    assert send(b"no roster") == send(b"no roster")
    assert send(b"no roster")[0] == 422, "a refused request is judged anew: nothing was stored"


def test_json_is_the_same_in_any_order(office: Office, client: TestClient) -> None:
    first = office.propose(client, key="one")
    turned = {"certificates": [dict(reversed(entry().items()))]}
    again = client.post("/api/v1/proposals/issue", json=turned, headers=office.headers("preparer", "one"))
    assert first.content == again.content


@pytest.mark.parametrize(
    ("key", "code"),
    [(None, "IDEMPOTENCY_KEY_MISSING"), ("", "IDEMPOTENCY_KEY_MISSING"), ("a b", "IDEMPOTENCY_KEY_FORMAT"),
     ("x" * 101, "IDEMPOTENCY_KEY_FORMAT")],
)  # fmt: skip
def test_a_creating_request_needs_a_key(
    office: Office, client: TestClient, key: str | None, code: str
) -> None:
    headers = office.headers("preparer")
    del headers["idempotency-key"]
    if key is not None:
        headers["idempotency-key"] = key
    answer = client.post("/api/v1/proposals/issue", json={"certificates": [entry()]}, headers=headers)
    assert (answer.status_code, answer.json()["code"], answer.json()["where"]) == (
        400,
        code,
        "Idempotency-Key",
    )


def test_the_same_request_many_times_at_once_has_one_effect(office: Office, client: TestClient) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: office.propose(client, key="one"), range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert proposals(office) == 1


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
def test_a_fault_of_the_store_is_503_and_the_repeated_request_has_one_effect(
    office: Office, persisted: bool
) -> None:
    store = FaultyStore(office.world.stores[-1], Faults(("commit", 1), persisted))
    with office.client(store) as client:
        first = office.propose(client, key="one")
        assert (first.status_code, first.json()["code"]) == (503, "STORE_BUSY")
        assert "retry-after" in first.headers
        assert proposals(office) == int(persisted)
        again = office.propose(client, key="one")
    assert again.status_code == 201
    assert proposals(office) == 1
    assert len([act for _, act, _ in office.log() if act == "proposal.create"]) == 1


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_approving_goes_on_after_a_fault_at_any_write(office: Office, persisted: bool, number: int) -> None:
    """Writes of an approval: the decision, the issued certificates, and that it is done."""
    with office.client() as client:
        proposal = office.proposed(client, "A-1", "A-2")
    store = FaultyStore(office.world.stores[-1], Faults(("commit", number), persisted))
    with office.client(store) as client:
        first = office.decide(client, proposal)
        assert first.status_code == (503 if number == 1 else 202)
        again = office.decide(client, proposal)
    assert again.json()["state"] == "DONE", again.text
    numbers = [item["number"] for item in again.json()["certificates"]]
    assert numbers == ["A-1", "A-2"]
    with office.world.stores[-1].reading() as work:
        assert sorted(row.number for row in work.certificates.each()) == ["A-1", "A-2"]
    acts = [act for _, act, _ in office.log() if act.startswith("proposal.")]
    assert acts == ["proposal.create", "proposal.approve", "proposal.done"]
    office.anchor_all()
    assert office.world.disagreements() == []


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
def test_a_refusal_that_cannot_be_logged_is_no_pass(office: Office, persisted: bool) -> None:
    store = FaultyStore(office.world.stores[-1], Faults(("commit", 1), persisted, lasting=True))
    with office.client(store) as client:
        answer = client.get("/api/v1/audit-log", headers=office.headers("preparer"))
    assert (answer.status_code, answer.json()["code"]) == (503, "STORE_BUSY")
