# SPDX-License-Identifier: Apache-2.0
"""Status, orders, surveillance, standing and older certificates through the command, on a real chain."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from registry.cli.options import vietnam_day
from registry.core import layout
from registry.core.code import code_of
from registry.core.hashing import body_id
from registry.core.records import SurveillanceRecord
from registry.demo.bodies import DemoBody
from tests.acceptance.papers import RICE_COOKER, changed, papers, roster
from tests.acceptance.town import Town
from verifier_app.words import words

TODAY = vietnam_day(int(time.time()))
YESTERDAY = TODAY - timedelta(days=1)


def issued(town: Town, body: DemoBody, folder: Path, count: int = 1, **members: Any) -> list[dict[str, Any]]:
    """Certificates of a kind under numbers of their own, issued yesterday unless ``members`` say otherwise."""
    base = papers(body.code)[RICE_COOKER]
    period = {"issued": YESTERDAY, "validity": {"first": YESTERDAY, "last": YESTERDAY + timedelta(days=700)}}
    own = [changed(base, **{"number": f"{base.number}-{n}", **period, **members}) for n in range(count)]
    path = roster(folder / f"{body.code}-{len(list(folder.iterdir()))}.xlsx", own)
    ran = town.call("issue", path, "--body", body.code, "--json")
    assert ran.exit_code == 0, ran.err
    return list(ran.json()["certificates"])


def outcome(town: Town, code: str) -> str:
    town.next_second()
    return str(town.call("verify", code, "--json").json()["outcome"]["code"])


def test_a_list_is_changed_by_one_transaction_and_shown_first(town: Town, tmp_path: Path) -> None:
    body = town.body()
    codes = [one["code"] for one in issued(town, body, tmp_path, 5)]
    path = tmp_path / "list.txt"
    path.write_text("\n".join(codes))
    command = ("status", "set", "suspended", "--reason", 1, "--from", path, "--json")
    before = town.place.readers[0].head().number
    dry = town.antin(*command, "--dry-run")
    assert (dry.exit_code, dry.json()["preview"]["counts"]["after"]) == (0, {"SUSPENDED": 5})
    assert town.place.readers[0].head().number == before
    done = town.antin(*command, "--yes")
    assert (done.exit_code, done.json()["recorded"]) == (0, True), done.err
    assert town.place.readers[0].head().number == before + 1
    assert {outcome(town, code) for code in codes} == {"SUSPENDED"}
    assert town.call(*command, "--yes").exit_code == 0
    assert town.place.readers[0].head().number == before + 1
    shown = town.call("status", "set", codes[0], "withdrawn", "--reason", 9, "--dry-run", "--json")
    assert shown.json()["preview"]["counts"]["after"] == {"WITHDRAWN": 1}


def test_a_later_revision_ends_the_one_before(town: Town, tmp_path: Path) -> None:
    body = town.body()
    (old,) = issued(town, body, tmp_path)
    (new,) = issued(town, body, tmp_path, revision=1, change="correction", change_note="Sửa")
    (record,) = town.call("status", "show", old["code"], "--json").json()["records"]
    assert (record["lane"], record["state"], record["reason"]) == ("body", "superseded", 16)
    assert town.call("status", "show", new["code"], "--json").json()["records"] == []
    assert town.call("db", "check").exit_code == 0


def test_an_order_is_counted_posted_and_retracted(town: Town, tmp_path: Path) -> None:
    body = town.body()
    (one,) = issued(town, body, tmp_path)
    valid = outcome(town, one["code"])
    post = ("order", "post", "--body", body.code, "--action", "suspend", "--issued-from", YESTERDAY,
            "--reason", 11, "--number", "12/QĐ-TĐC")  # fmt: skip
    dry = town.call(*post, "--dry-run", "--json")
    assert dry.exit_code == 0, dry.err
    assert (dry.json()["matches"]["matched"], dry.json()["matches"]["unknown_batches"]) == (1, [])
    assert outcome(town, one["code"]) == valid
    assert town.call(*post).exit_code == 0
    assert outcome(town, one["code"]) == "SUSPENDED"
    assert town.call("order", "retract", 0, "--body", body.code, "--reason", 10).exit_code == 0
    assert outcome(town, one["code"]) == valid
    (order,) = town.call("order", "list", "--body", body.code, "--json").json()["orders"]
    assert order["retracted_at"]


def test_the_authority_acts_in_its_own_lane(town: Town, tmp_path: Path) -> None:
    body = town.body()
    (one,) = issued(town, body, tmp_path)
    act = ("status", "authority", "set", one["code"])
    assert town.call(*act, "suspended", "--reason", 11, "--order", "7/QĐ").exit_code == 0
    assert outcome(town, one["code"]) == "SUSPENDED"
    by_body = town.call("status", "set", one["code"], "active", "--reason", 6, "--yes", "--json")
    assert by_body.exit_code == 1
    assert town.call(*act, "active", "--reason", 10, "--order", "8/QĐ").exit_code == 0
    assert outcome(town, one["code"]) != "SUSPENDED"


def test_a_grant_is_reduced_after_its_preview(town: Town, tmp_path: Path) -> None:
    body = town.body()
    (one,) = issued(town, body, tmp_path)
    reduce = ("grant", "reduce", body.code, max(one["grants"]), "--reason", 8, "--json")
    dry = town.call(*reduce, "--since", YESTERDAY - timedelta(days=3), "--dry-run")
    assert dry.json()["preview"]["counts"]["after"] == {"ISSUER_NOT_AUTHORISED": 1}
    town.next_second()  # a grant that ends within the second of the anchoring did not hold at it
    assert town.call(*reduce).exit_code == 0
    again = town.call(*reduce)
    assert (again.exit_code, again.codes()) == (1, {"ENDS_EARLIER"})
    town.next_second()
    assert town.call("verify", one["code"]).exit_code == 0  # issued in time


def test_surveillance_reaches_the_chain(town: Town, tmp_path: Path) -> None:
    body = town.body()
    (one,) = issued(town, body, tmp_path)
    record = town.call("surveillance", "record", one["code"], "--last", YESTERDAY, "--next",
                       YESTERDAY + timedelta(days=300), "--json")  # fmt: skip
    assert record.json()["recorded"] is True, record.err
    reader = town.place.readers[0]
    place = layout.surveillance_slot(body_id(body.code), bytes.fromhex(one["leaf"]))
    (slot,) = reader.slots(town.place.contract, [place], reader.head())
    kept = SurveillanceRecord.decode(slot)
    assert kept is not None
    assert (kept.last, kept.count) == (record.json()["last"], 1)


def test_paper_certificates_are_taken_in(town: Town, tmp_path: Path) -> None:
    body = town.body()
    base = papers(body.code)[RICE_COOKER]
    path = roster(tmp_path / "old.xlsx", [base])
    ran = town.call("issue", path, "--body", body.code, "--retrospective", "--json")
    assert ran.exit_code == 0, ran.err
    (one,) = ran.json()["certificates"]
    report = town.call("verify", one["code"], "--json").json()
    assert report["verdict"] == "VALID"
    assert "RETROSPECTIVE" in {warning["code"] for warning in report["warnings"]}
    period = {"issued": TODAY, "validity": {"first": TODAY, "last": TODAY + timedelta(days=700)}}
    late = changed(base, **{"number": "X-1", **period})
    refused = town.call(
        "issue", roster(tmp_path / "late.xlsx", [late]), "--body", body.code, "--retrospective", "--json"
    )
    assert (refused.exit_code, refused.codes()) == (65, {"RETROSPECTIVE_TOO_LATE"})
    assert town.call("db", "check").exit_code == 0


def test_a_body_stops_its_stolen_key_and_the_authority_lifts(town: Town, tmp_path: Path) -> None:
    body = town.body()
    (one,) = issued(town, body, tmp_path)
    town.next_second()
    since = town.place.readers[0].head().timestamp
    town.next_second()
    assert town.call("status", "set", one["code"], "withdrawn", "--reason", 9, "--yes").exit_code == 0
    town.next_second()  # a record of the second of the report counts as the thief's
    anchor = "0x" + town.place.keyring.anchor_signer(body.code).address.hex()
    assert town.call("key", "report-compromise", anchor, "--body", body.code).exit_code == 0
    lift = ("status", "lift", one["code"], "--reason", 15, "--json")
    assert town.call(*lift).code == "NOTHING_TO_LIFT"  # reported from now on only
    moment = datetime.fromtimestamp(since + 1, UTC).isoformat()
    assert town.call("key", "compromised", anchor, "--body", body.code, "--since", moment).exit_code == 0
    assert town.call(*lift).exit_code == 0
    assert outcome(town, one["code"]) != "WITHDRAWN"


def test_the_brake_stops_anchoring_and_nothing_else(town: Town, tmp_path: Path) -> None:
    body = town.body()
    (one,) = issued(town, body, tmp_path)
    assert town.call("network", "pause").exit_code == 0
    try:
        path = roster(tmp_path / "more.xlsx", [changed(papers(body.code)[RICE_COOKER], number="P-1")])
        waits = town.call("issue", path, "--body", body.code)
        assert (waits.exit_code, "CONTRACT_PAUSED" in waits.err) == (2, True)
        told = town.call("issue", path, "--body", body.code, "--json")
        (code,) = (one["code"] for one in told.json()["certificates"])
        unknown, known = (town.call("verify", c, "--json") for c in (code_of(bytes(15)), code))
        assert (known.exit_code, known.json()["outcome"]) == (unknown.exit_code, unknown.json()["outcome"])
        assert (known.json()["note"]["code"], "note" in unknown.json()) == ("CERTIFICATE_UNDER_WAY", False)
        assert words("vi")["pending"] in town.call("verify", code, "--lang", "vi").out
        assert words("en")["pending"] in town.call("verify", code, "--lang", "en").out
        assert "waiting: contract paused since" in town.call("worker", "--once").err
        assert town.call("status", "set", one["code"], "suspended", "--reason", 1, "--yes").exit_code == 0
    finally:
        assert town.call("network", "unpause").exit_code == 0
    assert f"{body.code}  1  FINAL" in town.call("worker", "--once").out
