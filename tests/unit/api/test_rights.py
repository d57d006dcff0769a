# SPDX-License-Identifier: Apache-2.0
"""Every role tries every other role's calls. The table is the tests' own: an operation that it lacks fails."""

from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from registry.api.app import create_app
from registry.ports.access import Role
from registry.service.access import revoke_api_key
from tests.unit.api.writing_world import OTHER, Office, new_office

PREPARER, APPROVER, AUTHORITY, AUDITOR = Role.PREPARER, Role.APPROVER, Role.AUTHORITY, Role.AUDITOR
ALL = {PREPARER, APPROVER, AUTHORITY, AUDITOR}
ALLOWED: dict[str, set[Role]] = {
    "who_am_i": ALL,
    "propose_issue": {PREPARER},
    "propose_status": {PREPARER},
    "propose_surveillance": {PREPARER},
    "propose_attachment": {PREPARER},
    "preview_status": {PREPARER, APPROVER},
    "propose_order": {AUTHORITY},
    "preview_order": {AUTHORITY},
    "propose_retraction": {AUTHORITY},
    "propose_authority_status": {AUTHORITY},
    "propose_standing": {AUTHORITY},
    "propose_key_act": {AUTHORITY},
    "list_proposals": ALL,
    "show_proposal": ALL,
    "show_content": {PREPARER, APPROVER, AUTHORITY},
    "show_preview": {PREPARER, APPROVER, AUTHORITY},
    "get_proposed_file": {PREPARER, APPROVER, AUTHORITY},
    "approve_proposal": {APPROVER, AUTHORITY},
    "reject_proposal": {APPROVER, AUTHORITY},
    "withdraw_proposal": {PREPARER, AUTHORITY},
    "read_log": {AUDITOR},
    "report_certificates": ALL,
}
PUBLIC = ("/health", "/contexts/", "/problems/", "/api/v1/certificates", "/api/v1/batches", "/api/v1/files/",
          "/api/v1/trust-list", "/api/v1/verify", "/body/", "/.well-known/", "/s/")  # fmt: skip
QUERY = "?from=2026-01-01&to=2026-12-31"


def writing_operations(client: TestClient) -> dict[str, tuple[str, str]]:
    """Operation to method and address, of every route that is not public."""
    found: dict[str, tuple[str, str]] = {}
    document: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    for path, operations in document["paths"].items():
        if not path.startswith(PUBLIC):
            for method, operation in operations.items():
                found[operation["operationId"]] = (method, path)
    return found


def test_every_operation_has_its_row(client: TestClient) -> None:
    operations = writing_operations(client)
    assert operations.keys() == ALLOWED.keys()
    document = client.get("/api/v1/openapi.json").json()
    for method, path in operations.values():
        operation = document["paths"][path][method]
        assert operation["security"] == [{"apiKey": []}]
        assert {"401", "403", "429", "503"} <= operation["responses"].keys()


def test_every_role_tries_every_call(office: Office, client: TestClient) -> None:
    proposal = office.proposed(client)
    for operation, (method, path) in writing_operations(client).items():
        address = path.format(proposal_id=proposal, sha256="00" * 32) + QUERY
        for name, role in (("preparer", PREPARER), ("approver", APPROVER), ("authority", AUTHORITY),
                           ("auditor", AUDITOR)):  # fmt: skip
            if role in ALLOWED[operation]:
                continue
            before = len(office.log())
            answer = client.request(method, address, headers=office.headers(name))
            assert (answer.status_code, answer.json()["code"]) == (403, "ROLE_REFUSED"), (operation, role)
            assert office.log()[before:] == [(office_holder(office, name), "access", "refused")]
    shown = client.get(f"/api/v1/proposals/{proposal}", headers=office.headers("preparer")).json()
    assert shown["state"] == "OPEN"


def office_holder(office: Office, name: str) -> str:
    with office.world.stores[-1].reading() as work:
        key = work.api_keys.get(office.ids[name])
    assert key is not None
    return key.holder


def test_without_a_good_key_every_call_is_refused_alike(office: Office, client: TestClient) -> None:
    office.hire("expired", Role.AUDITOR, "A", expires_at=office.world.now() + 5)
    office.world.pause(10)
    revoked(office)
    good = office.keys["auditor"]
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    unknown = "antin-" + "0" * 16 + good[22:]
    bodies = set()
    for method, path in writing_operations(client).values():
        address = path.format(proposal_id="0" * 32, sha256="00" * 32) + QUERY
        for header in (None, "Bearer", f"Bearer {wrong}", f"Bearer {unknown}", f"Basic {good}", f"bearer x{good}",
                       f"Bearer {office.keys['expired']}", f"Bearer {office.keys['gone']}"):  # fmt: skip
            answer = client.request(method, address, headers={"authorization": header} if header else {})
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
            bodies.add(answer.content)
    assert len(bodies) == 1


def revoked(office: Office) -> None:
    office.hire("gone", Role.AUDITOR, "B")
    revoke_api_key(office.ids["gone"], deps=office.access())


def test_another_bodys_proposal_is_as_unknown_as_none(office: Office, client: TestClient) -> None:
    proposal = office.proposed(client)
    calls = [
        ("get", "", "other-preparer"), ("get", "/content", "other-approver"), ("get", "", "authority"),
        ("get", "/files/" + "00" * 32, "other-preparer"), ("post", "/approve", "other-approver"),
        ("post", "/reject", "other-approver"), ("post", "/withdraw", "other-preparer"),
        ("post", "/approve", "authority"), ("get", "/content", "authority"),
    ]  # fmt: skip
    for method, path, name in calls:
        headers = office.headers(name)
        theirs = client.request(method, f"/api/v1/proposals/{proposal}{path}", headers=headers)
        none = client.request(method, f"/api/v1/proposals/{'0' * 32}{path}", headers=headers)
        assert (theirs.status_code, theirs.content) == (404, none.content), (path, name)
    assert client.get("/api/v1/proposals", headers=office.headers("other-preparer")).json()["total"] == 0
    assert client.get("/api/v1/proposals", headers=office.headers("authority")).json()["total"] == 0


def test_a_body_reports_its_own_only(office: Office, client: TestClient) -> None:
    office.decide(client, office.proposed(client))
    path = f"/api/v1/reports/certificates{QUERY}"
    own = client.get(path, headers=office.headers("preparer"))
    assert "VD-CERT/HQ-2026-000123" in own.text
    assert client.get(path, headers=office.headers("other-preparer")).text.count("\n") == 1
    refused = client.get(path + "&body=VD-CERT", headers=office.headers("other-approver"))
    nobody = client.get(path + "&body=NOBODY", headers=office.headers("other-approver"))
    assert (refused.status_code, refused.content) == (403, nobody.content)
    assert "HQ-2026-000123" in client.get(path, headers=office.headers("authority")).text
    assert "HQ-2026-000123" not in client.get(path + f"&body={OTHER}", headers=office.headers("auditor")).text


def test_an_auditor_sees_who_and_how_many_but_no_certificate(office: Office, client: TestClient) -> None:
    proposal = office.proposed(client)
    body = {"note": "Bí mật"}
    client.post(f"/api/v1/proposals/{proposal}/approve", json=body, headers=office.headers("approver"))
    listed = client.get("/api/v1/proposals", headers=office.headers("auditor"))
    (item,) = listed.json()["items"]
    assert (item["proposed"]["by"], item["count"], item["state"]) == ("Nguyễn Văn An", 1, "DONE")
    assert (item["certificates"], item["decided"]["note"]) == ([], None)
    assert "HQ-2026" not in listed.text
    assert "Bí mật" not in listed.text


def test_guessing_ends_in_429_for_good_keys_too_until_the_window_is_over(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    office.allowed = 3
    with office.client() as client:
        for _ in range(3):
            assert client.get("/api/v1/me").status_code == 401
        barred = client.get("/api/v1/me", headers=office.headers("auditor"))
        assert (barred.status_code, barred.json()["code"]) == (429, "TOO_MANY_FAILURES")
        assert 0 < int(barred.headers["retry-after"]) <= 300
        assert client.get("/health").status_code == 200
        office.world.pause(int(barred.headers["retry-after"]))
        assert client.get("/api/v1/me", headers=office.headers("auditor")).status_code == 200
    office.world.close()


def test_trying_without_right_ends_in_429_for_that_key_alone(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    office.allowed = 3
    with office.client() as client:
        for _ in range(3):
            refused = client.get("/api/v1/audit-log", headers=office.headers("preparer"))
            assert refused.status_code == 403
        assert client.get("/api/v1/me", headers=office.headers("preparer")).status_code == 429
        assert client.get("/api/v1/me", headers=office.headers("approver")).status_code == 200
    assert [row for row in office.log() if row[2] == "refused"] == [
        ("Nguyễn Văn An", "access", "refused")
    ] * 3
    office.world.close()


def test_me_says_whose_key_it_is_and_nothing_is_cached(office: Office, client: TestClient) -> None:
    answer = client.get("/api/v1/me", headers=office.headers("approver"))
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.json()["holder"], answer.json()["body"]) == ("Trần Thị Bình", "VD-CERT")
    assert "approve_proposal" in answer.json()["may"]
    assert office.keys["approver"] not in answer.text


def test_the_public_service_has_no_writing_routes(office: Office) -> None:
    with TestClient(create_app(office.public())) as client:
        assert writing_operations(client) == {}
        assert client.get("/api/v1/me", headers=office.headers("auditor")).status_code == 404
