# SPDX-License-Identifier: Apache-2.0
"""Status, orders and standing over HTTP: shown first, decided by another, recorded once."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from registry.core.code import code_of
from registry.core.types import Code
from registry.errors import TransientError
from registry.service.carry_out import carry_on
from tests.unit.api.asked import ORDER, post
from tests.unit.api.writing_world import Office
from tests.unit.service.world import START

NOBODYS = code_of(b"no certificate")


def verdict(client: TestClient, code: Code) -> str:
    return str(client.get(f"/api/v1/certificates/{code}").json()["status"]["outcome"])


def counts(document: dict[str, Any], when: str = "after") -> dict[str, int]:
    found: dict[str, int] = document["preview"]["counts"][when]
    return found


def test_a_status_is_previewed_proposed_approved_and_seen(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wanted = {"codes": [codes[0]], "numbers": [{"number": "a 2"}], "state": "suspended", "reason": 2}
    shown = post(office, client, "previews/status", wanted, "approver")
    assert shown.status_code == 200, shown.text
    assert {line["now"]["verdict"] for line in shown.json()["preview"]["certificates"]} == {"VALID"}
    suspended = counts(shown.json())
    made = post(office, client, "proposals/status", wanted, "preparer")
    assert (made.status_code, made.json()["count"]) == (201, 2), made.text
    assert counts(made.json()) == suspended
    again = client.get(made.json()["links"]["preview"], headers=office.headers("approver")).json()
    assert counts(again) == suspended
    done = office.decide(client, made.json()["id"])
    assert (done.status_code, done.json()["state"]) == (202, "DONE"), done.text
    assert [(act["code"], act["block"] is not None) for act in done.json()["acts"]] == [
        (codes[0], True), (codes[1], True),
    ]  # fmt: skip
    assert {verdict(client, code) for code in codes[:2]} == set(suspended)
    assert verdict(client, codes[2]) not in suspended


def test_every_bad_name_is_told_and_another_bodys_is_refused(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wanted = {
        "codes": [codes[0], NOBODYS], "numbers": [{"number": "NONE"}, {"number": "A-2", "revision": 4}],
        "state": "suspended", "reason": 2,
    }  # fmt: skip
    answer = post(office, client, "proposals/status", wanted, "preparer")
    assert answer.status_code == 422
    assert [error["where"] for error in answer.json()["errors"]] == ["codes[1]", "numbers[0]", "numbers[1]"]
    theirs = post(
        office, client, "proposals/status", {**wanted, "codes": codes, "numbers": []}, "other-preparer"
    )
    assert theirs.status_code == 422
    assert {error["code"] for error in theirs.json()["errors"]} == {"TARGET_OTHER_BODY"}


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"state": "active", "reason": 1}, 422, "STATUS_MOVE_ILLEGAL"),
        ({"codes": []}, 422, "TARGETS_EMPTY"),
        ({"batch": "00" * 32}, 400, "TARGETS_AMBIGUOUS"),
        ({"codes": [], "batch": "00" * 32}, 409, "BATCH_NOT_HERE"),
        ({"numbers": [{"number": "A-2"}], "note": "x"}, 400, "STATUS_NOTE_SEVERAL"),
        ({"successor": "nonsense"}, 400, "CODE_LENGTH"),
        ({"reason": 1000}, 400, "REQUEST_FORMAT"),
        ({"state": "gone"}, 400, "REQUEST_FORMAT"),
        ({"reason": True}, 400, "REQUEST_FORMAT"),
        ({"effective_from": 1 << 41}, 400, "REQUEST_FORMAT"),
    ],
)
def test_a_change_that_cannot_be_is_refused_before_it_is_kept(
    office: Office, client: TestClient, codes: list[Code], changes: dict[str, Any], status: int, code: str
) -> None:
    wanted = {"codes": [codes[0]], "state": "suspended", "reason": 2, **changes}
    answer = post(office, client, "proposals/status", wanted, "preparer")
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert client.get("/api/v1/proposals", headers=office.headers("preparer")).json()["total"] == 0


@pytest.mark.parametrize(
    ("changes", "field", "vi", "en"),
    [
        ({"reason": 1000}, "reason", "số đến 99", "a number up to 99"),
        ({"reason": True}, "reason", "số nguyên", "a whole number"),
        ({"state": "gone"}, "state", "một trong: active, suspended, superseded, withdrawn", "one of: active"),
        ({"state": None, "note": 4}, "note", "văn bản", "a text"),
        ({"extra": 1}, "extra", "bỏ trường này", "leave this field out"),
    ],
)
def test_a_wrong_field_is_named_with_what_it_takes_in_both_languages(
    office: Office,
    client: TestClient,
    codes: list[Code],
    changes: dict[str, Any],
    field: str,
    vi: str,
    en: str,
) -> None:
    wanted = {"codes": [codes[0]], "state": "suspended", "reason": 2, **changes}
    for lang, words in (("vi", vi), ("en", en)):
        answer = post(office, client, f"proposals/status?lang={lang}", wanted, "preparer")
        told = {error["where"]: error["title"] for error in answer.json()["errors"]}
        assert words in told[field], told
        assert "Input should" not in answer.text


def test_a_status_is_recorded_once_though_the_reply_is_lost(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wanted = {"codes": [codes[0]], "state": "withdrawn", "reason": 10}
    proposal = post(office, client, "proposals/status", wanted, "preparer").json()["id"]
    before = office.world.events()
    office.world.chain.fail_next("broadcast", persisted=True)
    assert office.decide(client, proposal).json()["state"] == "APPROVED"
    carry_on(office.proposals())
    shown = client.get(f"/api/v1/proposals/{proposal}", headers=office.headers("preparer")).json()
    assert (shown["state"], office.world.events() - before) == ("DONE", 1)
    assert office.world.disagreements() == []


def test_a_slow_chain_leaves_it_approved_and_the_worker_goes_on(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wanted = {"codes": [codes[0]], "state": "suspended", "reason": 2}
    proposal = post(office, client, "proposals/status", wanted, "preparer").json()["id"]
    office.world.chain.automine = False
    assert office.decide(client, proposal).json()["state"] == "APPROVED"
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        carry_on(office.proposals())
    office.world.chain.mine()
    office.world.chain.automine = True
    (done,) = carry_on(office.proposals())
    assert done.state == "DONE"


def test_a_change_that_became_illegal_meanwhile_fails_and_says_so(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wanted = {"codes": [codes[0]], "state": "suspended", "reason": 2}
    first = post(office, client, "proposals/status", wanted, "preparer").json()["id"]
    end = post(office, client, "proposals/status", {**wanted, "state": "withdrawn"}, "preparer").json()["id"]
    assert office.decide(client, end).json()["state"] == "DONE"
    failed = office.decide(client, first)
    assert (failed.status_code, failed.json()["error_code"]) == (200, "STATUS_MOVE_ILLEGAL")


def test_an_order_is_counted_posted_by_two_and_retracted(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    shown = post(office, client, "previews/order", ORDER, "authority").json()
    assert shown["preview"]["matches"]["matched"] == 3
    made = post(office, client, "proposals/order", ORDER, "authority").json()
    assert made["body"] is None
    own = office.decide(client, made["id"], by="authority")
    assert (own.status_code, own.json()["code"]) == (403, "OWN_PROPOSAL")
    done = office.decide(client, made["id"], by="second-authority").json()
    assert (done["state"], done["acts"][0]["act"], done["acts"][0]["n"]) == ("DONE", "order.post", 0)
    assert {verdict(client, code) for code in codes} == set(counts(shown))
    end = {"body": "VD-CERT", "grant": 1, "n": 0, "reason": 11, "number": "35/QĐ-VIDU"}
    retraction = post(office, client, "proposals/order-retraction", end, "second-authority").json()
    assert office.decide(client, retraction["id"], by="authority").json()["state"] == "DONE"
    late = post(office, client, "proposals/order-retraction", end, "authority")
    assert (late.status_code, late.json()["code"]) == (409, "ORDER_RETRACTED")


def test_two_decisions_that_say_the_same_are_two_orders(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wishes = (ORDER, {**ORDER, "number": "99/QĐ-VIDU"})
    made = [post(office, client, "proposals/order", wish, "authority").json()["id"] for wish in wishes]
    done = [office.decide(client, one, by="second-authority").json() for one in made]
    assert [one["acts"][0]["n"] for one in done] == [0, 1]
    end = {"body": "VD-CERT", "grant": 1, "n": 0, "reason": 11, "number": "35/QĐ-VIDU"}
    retraction = post(office, client, "proposals/order-retraction", end, "authority").json()
    assert office.decide(client, retraction["id"], by="second-authority").json()["state"] == "DONE"
    assert "VALID" not in {verdict(client, code) for code in codes}


def test_a_suspension_that_was_approved_after_a_reinstatement_is_carried_out(
    office: Office, client: TestClient
) -> None:
    wanted = {"act": "grant.suspend", "body": "VD-CERT", "grant": 1, "reason": 11, "order": "36/QĐ-VIDU"}
    first, late = (post(office, client, "proposals/standing", wanted, "authority").json()["id"] for _ in "12")
    assert office.decide(client, first, by="second-authority").json()["state"] == "DONE"
    office.world.chain.advance(3_600)
    office.world.chain.restore_grant("VD-CERT", 1)
    before = office.world.events()
    office.world.chain.advance(3_600)
    assert office.decide(client, late, by="second-authority").json()["state"] == "DONE"
    assert office.world.events() == before + 1


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("order", ORDER),
        ("standing", {"act": "body.suspend", "body": "VD-CERT", "reason": 11, "order": "1/QĐ"}),
        ("standing", {"act": "grant.withdraw", "body": "VD-CERT", "grant": 2, "reason": 8}),
        ("authority-status", {"state": "withdrawn", "reason": 11, "order": "2/QĐ"}),
        ("key-act", {"verb": "compromised", "body": "VD-CERT", "reason": 0}),
        ("key-act", {"verb": "revoke", "body": "VD-CERT", "reason": 10}),
    ],
    ids=["order", "body", "grant", "status", "compromised", "revoke"],
)
def test_an_act_of_the_authority_is_done_once_though_its_record_was_lost(
    office: Office, client: TestClient, codes: list[Code], path: str, wanted: dict[str, Any]
) -> None:
    """The act took effect, the process died before it wrote so, and the worker takes the step again."""
    if path == "authority-status":
        wanted = {**wanted, "codes": codes[:2]}
    if path == "key-act":
        wanted = {**wanted, "key": office.world.keys["VD-CERT"].jwk.thumbprint().hex()}
    made = post(office, client, f"proposals/{path}", wanted, "authority")
    assert made.status_code == 201, made.text
    before, deps = office.world.events(), office.proposals()

    class Dies:
        """Does it, and dies."""

        def __init__(self, act: Any) -> None:
            self._act = act
            self.show = act.show

        def carry_out(self, proposal: Any, content: Any) -> Any:
            self._act.carry_out(proposal, content)
            raise TransientError("STORE_BUSY")

    crashing = replace(
        office.writing(), proposals=replace(deps, acts={k: Dies(a) for k, a in deps.acts.items()})
    )
    with TestClient(office.app_of(crashing)) as dying:
        approved = office.decide(dying, made.json()["id"], by="second-authority")
    assert approved.json()["state"] == "APPROVED"
    once = office.world.events() - before
    (done,) = carry_on(deps)
    assert (done.state, office.world.events() - before) == ("DONE", once)
    assert once == (2 if path == "authority-status" else 1)


def test_standing_acts_show_what_verifiers_will_see(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wanted = {"act": "grant.suspend", "body": "VD-CERT", "grant": 1, "reason": 11, "order": "36/QĐ-VIDU"}
    made = post(office, client, "proposals/standing", wanted, "authority").json()
    assert sum(counts(made).values()) == len(codes)
    assert office.decide(client, made["id"], by="second-authority").json()["state"] == "DONE"
    again = post(office, client, "proposals/standing", wanted, "authority")
    assert (again.status_code, again.json()["code"]) == (422, "ALREADY_SUSPENDED")


@pytest.mark.parametrize(
    ("path", "wanted", "status", "code"),
    [
        ("order", {**ORDER, "number": ""}, 422, "ORDER_NUMBER_MISSING"),
        ("order", {**ORDER, "grant": 0, "body": "NOBODY"}, 409, "BODY_NOT_ON_CHAIN"),
        ("order", {**ORDER, "grant": 9}, 409, "GRANT_NOT_ON_CHAIN"),
        ("order", {**ORDER, "issued_until": 1}, 422, "ORDER_INTERVAL"),
        ("order", {**ORDER, "action": "delete"}, 400, "REQUEST_FORMAT"),
        ("order-retraction", {"body": "VD-CERT", "n": 3, "reason": 1}, 409, "ORDER_UNKNOWN"),
        ("standing", {"act": "grant.suspend", "body": "VD-CERT", "reason": 1}, 400, "STANDING_GRANT"),
        ("standing", {"act": "body.suspend", "body": "VD-CERT", "grant": 1, "reason": 1}, 400, "STANDING_GRANT"),
        ("standing", {"act": "body.reinstate", "body": "VD-CERT", "reason": 1}, 422, "NOT_SUSPENDED"),
        ("key-act", {"verb": "revoke", "body": "VD-CERT", "key": "00" * 32}, 409, "KEY_NOT_ON_CHAIN"),
        ("authority-status", {"codes": [NOBODYS], "state": "withdrawn", "reason": 1}, 422, "CERTIFICATE_NOT_HERE"),
        ("authority-status", {"numbers": [{"number": "A"}], "state": "withdrawn", "reason": 1}, 422,
         "TARGET_WITHOUT_BODY"),
    ],
)  # fmt: skip
def test_an_act_that_cannot_be_is_refused_before_it_is_kept(
    office: Office, client: TestClient, path: str, wanted: dict[str, Any], status: int, code: str
) -> None:
    answer = post(office, client, f"proposals/{path}", wanted, "authority")
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert client.get("/api/v1/proposals", headers=office.headers("authority")).json()["total"] == 0


def test_repeated_acts_are_answered_as_before(office: Office, client: TestClient, codes: list[Code]) -> None:
    wanted = {"codes": [codes[0]], "state": "suspended", "reason": 2}
    first = post(office, client, "proposals/status", wanted, "preparer", "one")
    assert office.decide(client, first.json()["id"]).json()["state"] == "DONE"
    again = post(office, client, "proposals/status", wanted, "preparer", "one")
    assert first.content == again.content


def test_a_surveillance_is_recorded_by_two_and_once(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    wanted = {"code": codes[0], "last": START - 86_400, "next_due": START + 300 * 86_400}
    made = post(office, client, "proposals/surveillance", wanted, "preparer")
    assert made.status_code == 201, made.text
    before = office.world.events()
    office.world.chain.fail_next("broadcast", persisted=True)
    assert office.decide(client, made.json()["id"]).json()["state"] == "APPROVED"
    (done,) = carry_on(office.proposals())
    assert (done.state, office.world.events() - before) == ("DONE", 1)
    shown = client.get(made.json()["links"]["self"], headers=office.headers("preparer")).json()
    assert (shown["acts"][0]["act"], shown["acts"][0]["code"]) == ("surveillance", codes[0])
    late = post(office, client, "proposals/surveillance", {**wanted, "last": START * 2}, "preparer")
    assert (late.status_code, late.json()["code"]) == (422, "SURVEILLANCE_DAYS")
    theirs = post(office, client, "proposals/surveillance", wanted, "other-preparer")
    assert theirs.json()["code"] == "TARGET_OTHER_BODY"


def test_a_finished_file_is_looked_at_and_bound(
    office: Office, client: TestClient, codes: list[Code]
) -> None:
    pdf = b"%PDF-1.7 with its QR code"

    def send(by: str, **fields: str) -> Response:
        return client.post(
            "/api/v1/proposals/attachment", files={"file": ("giay.pdf", pdf)}, data=fields,
            headers=office.headers(by),
        )  # fmt: skip

    made = send("preparer", code=codes[0], language="vi")
    assert made.status_code == 201, made.text
    content = client.get(made.json()["links"]["content"], headers=office.headers("approver")).json()
    (file,) = content["files"]
    assert client.get(file["links"]["self"], headers=office.headers("approver")).content == pdf
    assert client.get(file["links"]["self"], headers=office.headers("other-approver")).status_code == 404
    done = office.decide(client, made.json()["id"]).json()
    assert (done["state"], done["acts"][0]["name"], done["progress"][0]["stage"]) == (
        "DONE",
        "giay.pdf",
        "signed",
    )
    office.anchor_all()
    assert office.world.disagreements() == []
    assert send("other-preparer", code=codes[0]).json()["code"] == "TARGET_OTHER_BODY"
    assert send("preparer", code=codes[0], language="!").json()["code"] == "LANGUAGE_TAG"
    assert send("preparer").json()["where"] == "code"
