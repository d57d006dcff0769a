# SPDX-License-Identifier: Apache-2.0
"""Four eyes over HTTP: proposed by one, decided by another, carried out once."""

from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from registry.api.writing_deps import ReadUpload
from registry.core.certificate import ConformityCertificate
from registry.errors import Finding
from registry.intake.roster_json import dump_roster
from registry.ports.access import Role
from registry.ports.proposals import Filter
from tests.unit.api.writing_world import NUMBER, Office, entry
from tests.unit.service.world import DCC, calibration_draft


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


def test_the_approver_is_shown_the_warnings_that_the_preparer_was_given(
    office: Office, client: TestClient
) -> None:
    proposal = office.propose(client).json()
    shown = client.get(proposal["links"]["preview"], headers=office.headers("approver")).json()
    # Only the places differ: the file's entries there, the certificates' numbers here.
    told = [
        [(f["code"], f["title"].split(": ")[-1]) for f in document["findings"]]
        for document in (proposal, shown)
    ]
    assert "TAX_CODE_CHECK" in {code for code, _ in told[0]}
    assert told[0] == told[1]
    assert f"request.json: {NUMBER} · holder.tax_code" in {f["where"] for f in shown["findings"]}


def test_a_proposed_dcc_is_read_again_for_the_approver(office: Office) -> None:
    sent = calibration_draft()

    def read(data: bytes, name: str, _body: str) -> ReadUpload:
        assert data == DCC
        untrusted = Finding("DCC_SIGNATURE_UNTRUSTED", "warning", name, {"signer": "CN=X"})
        missing = Finding("DCC_ISSUE_DATE_MISSING", "warning", name, {"day": date(2031, 1, 1)})
        return ReadUpload([sent], [untrusted, missing])

    app = office.app_of(replace(office.writing(), read_document=read))
    with TestClient(app) as client:
        made = client.post(
            "/api/v1/proposals/issue", files={"file": ("a.xml", DCC)},
            headers=office.headers("other-preparer"),
        )  # fmt: skip
        shown = client.get(made.json()["links"]["preview"], headers=office.headers("other-approver")).json()
    found = {f["code"]: f["title"] for f in shown["findings"]}
    assert {"DCC_SIGNATURE_UNTRUSTED", "DCC_ISSUE_DATE_MISSING"} <= found.keys()
    assert "2026-11-20" in found["DCC_ISSUE_DATE_MISSING"]  # the day that will be signed


def test_nobody_decides_on_their_own_proposal_with_whichever_key(office: Office, client: TestClient) -> None:
    office.hire("an-approves", Role.APPROVER, "NGUYEN  van an")
    proposal = office.proposed(client)
    for how in ("approve", "reject"):
        answer = office.decide(client, proposal, how, by="an-approves")
        assert (answer.status_code, answer.json()["code"]) == (403, "OWN_PROPOSAL")
    assert ("NGUYEN  van an", "proposal.approve", "refused") in office.log()
    shown = client.get(f"/api/v1/proposals/{proposal}", headers=office.headers("preparer")).json()
    assert shown["state"] == "OPEN"


def test_only_the_proposer_withdraws_and_then_nobody_decides(office: Office, client: TestClient) -> None:
    office.hire("colleague", Role.PREPARER, "Ngô Thị Lan")
    proposal = office.proposed(client)
    other = office.decide(client, proposal, "withdraw", by="colleague")
    assert (other.status_code, other.json()["code"]) == (403, "NOT_OWN_PROPOSAL")
    assert office.decide(client, proposal, "withdraw", by="preparer").json()["state"] == "WITHDRAWN"
    late = office.decide(client, proposal)
    assert (late.status_code, late.json()["code"]) == (409, "PROPOSAL_DECIDED")


def test_a_rejected_proposal_issues_nothing_and_keeps_the_remark(office: Office, client: TestClient) -> None:
    proposal = office.proposed(client)
    answer = client.post(
        f"/api/v1/proposals/{proposal}/reject",
        json={"note": "Thiếu hồ sơ"},
        headers=office.headers("approver"),
    )
    assert (answer.status_code, answer.json()["state"]) == (200, "REJECTED")
    assert answer.json()["decided"]["note"] == "Thiếu hồ sơ"
    with office.world.stores[-1].reading() as work:
        assert list(work.certificates.each()) == []


def test_the_same_decision_again_is_the_same_answer_and_another_is_refused(
    office: Office, client: TestClient
) -> None:
    proposal = office.proposed(client)
    first, again = office.decide(client, proposal), office.decide(client, proposal)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    for how, by in (("approve", "second"), ("reject", "second"), ("reject", "approver")):
        late = office.decide(client, proposal, how, by=by)
        assert (late.status_code, late.json()["code"]) == (409, "PROPOSAL_DECIDED")


def test_every_defect_is_told_at_once_and_nothing_is_kept(office: Office, client: TestClient) -> None:
    bad = [entry("A-1", norms=[]), entry("A-2", issued="2027-01-01"), entry("A-3")]
    answer = client.post(
        "/api/v1/proposals/issue", json={"certificates": bad}, headers=office.headers("preparer")
    )
    assert answer.status_code == 422
    found = answer.json()["errors"]
    places = {error["where"] for error in found}
    assert {"request.json: certificates[0].norms", "request.json: A-2 · issued"} <= places
    with office.world.stores[-1].reading() as work:
        assert work.proposals.page(Filter(), limit=9, offset=0) == ([], 0)
    assert [act for _, act, _ in office.log() if act.startswith("proposal")] == []


def test_a_roster_file_and_a_dcc_are_taken_as_a_form(office: Office, client: TestClient) -> None:
    roster = dump_roster([ConformityCertificate.model_validate(entry("A-9"))])
    answer = client.post(
        "/api/v1/proposals/issue", files={"file": ("r.json", roster)}, data={"grants": "1, 2"},
        headers=office.headers("preparer"),
    )  # fmt: skip
    assert answer.status_code == 201, answer.text
    done = office.decide(client, answer.json()["id"]).json()
    assert (done["certificates"][0]["number"], done["certificates"][0]["grants"]) == ("A-9", [1, 2])


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"data": {"grants": "1"}, "files": {"x": ("", b"")}}, "ISSUE_FILE_MISSING"),
        ({"files": {"file": ("a.json", b"{}")}, "data": {"grants": "0"}}, "REQUEST_FORMAT"),
        ({"files": {"file": ("a.json", b"{}")}, "data": {"grants": "one"}}, "REQUEST_FORMAT"),
        ({"files": {"file": ("a.json", b"{}")}, "data": {"more": "1"}}, "REQUEST_FORMAT"),
        ({"json": {"certificates": []}}, "REQUEST_FORMAT"),
        ({"json": {"certificates": [{}], "grants": [0]}}, "REQUEST_FORMAT"),
        ({"json": {"certificates": [{}], "more": 1}}, "REQUEST_FORMAT"),
        ({"json": [1]}, "REQUEST_FORMAT"),
        (
            {"content": b'{"certificates": [], "certificates": []}', "type": "application/json"},
            "REQUEST_FORMAT",
        ),
        ({"content": b"x", "type": "text/plain"}, "REQUEST_MEDIA_TYPE"),
    ],
)
def test_a_request_that_cannot_be_read_names_what_is_wrong(
    office: Office, client: TestClient, parts: dict[str, object], code: str
) -> None:
    headers = office.headers("preparer")
    if kind := parts.pop("type", None):
        headers["content-type"] = str(kind)
    answer = client.post("/api/v1/proposals/issue", headers=headers, **parts)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (415 if "MEDIA" in code else 400, code)


def test_what_standing_forbids_is_refused_when_proposed_and_when_carried_out(
    office: Office, client: TestClient
) -> None:
    proposal = office.proposed(client)
    office.world.chain.suspend_body("VD-CERT")
    failed = office.decide(client, proposal)
    assert (failed.status_code, failed.json()["state"]) == (200, "FAILED")
    assert failed.json()["error_code"] == "BODY_NOT_ACTIVE"
    assert failed.json()["findings"][0]["title"]
    assert office.decide(client, proposal).json()["state"] == "FAILED"
    refused = office.propose(client, "A-2")
    assert (refused.status_code, refused.json()["code"]) == (403, "BODY_NOT_ACTIVE")


def test_two_proposals_of_one_number_issue_it_once(office: Office, client: TestClient) -> None:
    first = office.proposed(client)
    body = {"certificates": [entry(title={"vi": "Nồi khác"})]}
    answer = client.post("/api/v1/proposals/issue", json=body, headers=office.headers("preparer"))
    second = answer.json()["id"]
    assert office.decide(client, first).json()["state"] == "DONE"
    late = office.decide(client, second).json()
    assert (late["state"], late["error_code"]) == ("FAILED", "NUMBER_TAKEN")


def test_the_content_is_shown_whole_to_those_who_decide(office: Office, client: TestClient) -> None:
    proposal = office.proposed(client)
    content = client.get(f"/api/v1/proposals/{proposal}/content", headers=office.headers("approver")).json()
    (item,) = content["content"]["certificates"]
    assert item["certificate"]["number"] == NUMBER
    shown = client.get(f"/api/v1/proposals/{proposal}", headers=office.headers("approver")).json()
    assert content["digest"] == shown["digest"]


def test_lists_are_filtered_and_paged(office: Office, client: TestClient) -> None:
    made = [office.proposed(client, f"A-{n}") for n in range(3)]
    office.decide(client, made[0], "reject")
    headers = office.headers("preparer")
    page = client.get("/api/v1/proposals?limit=2", headers=headers).json()
    assert ([p["id"] for p in page["items"]], page["total"]) == ([made[2], made[1]], 3)
    rest = client.get(page["next"], headers=headers).json()
    assert ([p["id"] for p in rest["items"]], rest["next"]) == ([made[0]], None)
    open_ones = client.get("/api/v1/proposals?state=OPEN&kind=issue", headers=headers).json()
    assert open_ones["total"] == 2
    assert client.get("/api/v1/proposals?state=GONE", headers=headers).status_code == 400
