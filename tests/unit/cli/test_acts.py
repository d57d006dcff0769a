# SPDX-License-Identifier: Apache-2.0
"""Status, orders, surveillance, standing and keys from the command line, on a chain in memory."""

import io
import json
from pathlib import Path

import pytest

from registry.core import layout
from registry.core.anchor import AnchorRequest
from registry.core.types import MerkleRoot
from tests.unit.cli.acts_place import Antin
from tests.unit.service.test_preview import targets
from tests.unit.service.world import World


def test_several_certificates_with_one_command(world: World, antin: Antin) -> None:
    first, second = targets(world, "A-1", "A-2")
    shown = antin("status", "set", first.code, second.code, "suspended", "--reason", 1, "--dry-run", "--json")
    assert shown.exit_code == 0
    assert shown.json()["preview"]["counts"] == {"now": {"VALID": 2}, "after": {"SUSPENDED": 2}}
    events = world.events()
    done = antin("status", "set", first.code, second.code, "suspended", "--reason", 1, "--yes", "--json")
    assert (done.exit_code, done.json()["recorded"], world.events()) == (0, True, events + 2)
    assert "VALID 2" in done.err
    again = antin("status", "set", first.code, "suspended", "--reason", 1, "--yes")
    assert (again.exit_code, world.events()) == (0, events + 2)
    assert "recorded before" in again.out


def test_a_refused_preview_is_told_once_and_nobody_is_asked(world: World, antin: Antin) -> None:
    (target,) = targets(world, "A-1")
    refused = antin("status", "set", target.code, "active", "--reason", 1)
    assert refused.exit_code == 1
    assert refused.err.count("STATUS_MOVE_ILLEGAL") == 1
    told = antin("status", "set", target.code, "active", "--reason", 1, "--yes", "--json")
    assert (told.exit_code, told.codes()) == (1, {"STATUS_MOVE_ILLEGAL"})


def test_a_script_that_answers_nothing_is_told_of_yes(
    world: World, antin: Antin, monkeypatch: pytest.MonkeyPatch
) -> None:
    (target,) = targets(world, "A-1")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    events = world.events()
    asked = antin("status", "set", target.code, "suspended", "--reason", 1)
    assert (asked.exit_code, world.events()) == (64, events)
    assert "CONFIRMATION_MISSING" in asked.err


def test_list_with_a_bad_line_signs_nothing_unless_told(world: World, antin: Antin, tmp_path: Path) -> None:
    targets(world, "A-1", "A-2")
    path = tmp_path / "list.csv"
    path.write_text("number\nA-1\nA-9\nA-2\nA-1\n")
    events = world.events()
    command = (
        "status",
        "set",
        "withdrawn",
        "--reason",
        9,
        "--from",
        path,
        "--body",
        "VD-CERT",
        "--yes",
        "--json",
    )
    refused = antin(*command)
    assert (refused.exit_code, refused.codes()) == (65, {"NUMBER_NOT_HERE"})
    assert "list.csv:3" in refused.err
    assert world.events() == events
    done = antin(*command, "--skip-invalid")
    assert done.exit_code == 0
    assert [row["number"] for row in done.json()["changed"]] == ["A-1", "A-2"]
    assert world.events() == events + 2


def test_number_batch_and_what_contradicts_it(world: World, antin: Antin) -> None:
    (target,) = targets(world, "A-1")
    with world.stores[-1].reading() as work:
        place = work.batches.of_leaf(target.subject)
    assert place is not None
    batch = "0x" + place[0].batch_id.hex()
    by_number = antin(
        "status", "set", "suspended", "--reason", 1, "--number", "A-1", "--body", "VD-CERT", "--yes"
    )
    assert by_number.exit_code == 0
    assert antin("status", "set", "suspended", "--reason", 10, "--batch", batch, "--yes").exit_code == 0
    assert (
        antin("status", "set", target.code, "active", "--reason", 1, "--batch", batch, "--yes").exit_code
        == 64
    )
    assert antin("status", "set", "active", "--reason", 1, "--batch", "xyz", "--yes").exit_code == 64
    unknown = antin("status", "set", "active", "--reason", 1, "--batch", "ab" * 32, "--yes", "--json")
    assert (unknown.exit_code, unknown.code) == (1, "BATCH_NOT_HERE")
    assert antin("status", "set", "active", "--reason", 1, "--yes").exit_code == 65


def test_an_illegal_move_costs_nothing(world: World, antin: Antin) -> None:
    (target,) = targets(world, "A-1")
    antin("status", "set", target.code, "withdrawn", "--reason", 9, "--yes")
    events = world.events()
    for extra in (("--yes",), ("--dry-run",)):
        ran = antin("status", "set", target.code, "active", "--reason", 9, *extra, "--json")
        assert (ran.exit_code, "STATUS_MOVE_ILLEGAL" in ran.out) == (1, True)
    assert world.events() == events


def test_orders_from_dry_run_to_retraction(world: World, antin: Antin) -> None:
    targets(world, "A-1", "A-2")
    post = (
        "order",
        "post",
        "--body",
        "VD-CERT",
        "--action",
        "suspend",
        "--reason",
        11,
        "--issued-until",
        "2026-11-21",
    )
    assert antin(*post, "--json").code == "ORDER_NUMBER_MISSING"
    events = world.events()
    dry = antin(*post, "--number", "12/QĐ", "--dry-run", "--json")
    assert (dry.exit_code, world.events()) == (0, events)
    assert dry.json()["matches"]["matched"] == 2
    assert dry.json()["matches"]["unknown_batches"] == []
    assert dry.json()["preview"]["counts"]["after"] == {"SUSPENDED": 2}
    assert antin(*post, "--number", "12/QĐ").exit_code == 0
    listed = antin("order", "list", "--body", "VD-CERT")
    assert "0: suspend, decision 12/QĐ, issued to the end of 21/11/2026, in force from" in listed.out
    told = antin("order", "list", "--body", "VD-CERT", "--lang", "vi").out
    assert "0: đình chỉ, quyết định số 12/QĐ, giấy cấp đến hết ngày 21/11/2026, hiệu lực từ" in told
    retract = ("order", "retract", 0, "--body", "VD-CERT", "--reason", 10, "--number", "13/QĐ")
    assert antin(*retract).exit_code == 0
    (one,) = antin("order", "list", "--body", "VD-CERT", "--json").json()["orders"]
    assert one["retracted_at"] == world.now()
    assert (one["number"], one["retraction_number"]) == ("12/QĐ", "13/QĐ")
    told = antin("order", "list", "--body", "VD-CERT", "--lang", "vi").out
    assert "theo quyết định số 13/QĐ" in told
    assert antin("order", "retract", 5, "--body", "VD-CERT", "--reason", 10).exit_code == 1
    assert antin(*post[:5], "jail", *post[6:], "--json").code == "ORDER_ACTION"
    assert "No orders" in antin("order", "list", "--body", "VD-LAB").out


def test_batches_of_other_registries_are_said_to_be_unknown(world: World, antin: Antin) -> None:
    targets(world, "A-1")
    with world.stores[-1].reading() as work:
        (batch, *_), _total = work.batches.page(limit=1, offset=0)
    request = AnchorRequest(
        body="VD-CERT", grants=batch.grants, root=MerkleRoot(b"\5" * 32), size=3, deadline=world.now() + 9
    )
    world.chain.anchor(request, world.anchors["VD-CERT"].sign_digest(request.digest(world.chain.domain)))
    ran = antin(
        "order", "post", "--body", "VD-CERT", "--action", "review", "--reason", 1, "--dry-run", "--json"
    )
    (unknown,) = ran.json()["matches"]["unknown_batches"]
    assert unknown["size"] == 3
    assert "1 batches with 3 leaves" in ran.err


def test_standing_acts_are_shown_first(world: World, antin: Antin) -> None:
    targets(world, "A-1")
    events = world.events()
    dry = antin(
        "grant", "reduce", "VD-CERT", 1, "--reason", 8, "--since", "2026-11-01", "--dry-run", "--json"
    )
    assert (dry.exit_code, world.events()) == (0, events)
    assert dry.json()["preview"]["counts"] == {"now": {"VALID": 1}, "after": {"ISSUER_NOT_AUTHORISED": 1}}
    assert antin("body", "suspend", "VD-CERT", "--reason", 4, "--json").json()["act"] == "suspend"
    twice = antin("body", "suspend", "VD-CERT", "--reason", 4, "--json")
    assert (twice.exit_code, twice.codes()) == (1, {"ALREADY_SUSPENDED"})
    assert antin("body", "reinstate", "VD-CERT", "--reason", 11).exit_code == 65
    assert antin("body", "reinstate", "VD-CERT", "--reason", 11, "--order", "7/QĐ").exit_code == 0
    assert antin("grant", "reduce", "VD-CERT", 2, "--reason", 8).exit_code == 0


def test_a_suspended_grant_changes_what_verifiers_say_and_that_is_shown(world: World, antin: Antin) -> None:
    targets(world, "A-1")
    world.chain.advance(3_600)
    suspend = ("grant", "suspend", "VD-CERT", 1, "--reason", 4, "--dry-run")
    (line,) = antin(*suspend, "--json").json()["preview"]["certificates"]
    assert (line["now"]["outcome"], line["after"]["outcome"]) == ("VALID", "VALID")
    assert [note["code"] for note in line["added"]] == ["GRANT_SINCE_ENDED"]
    told = antin(*suspend, "--lang", "vi").err
    assert "thêm lưu ý: quyền số 1 bị đình chỉ từ" in told
    assert "hiện xác thực được, sau đó KHÔNG HỢP LỆ" in told
    assert "INVALID then" in antin(*suspend).err
    assert antin("grant", "suspend", "VD-CERT", 1, "--reason", 4).exit_code == 0
    assert (
        "refused now, verified then"
        in antin("grant", "restore", "VD-CERT", 1, "--reason", 4, "--dry-run").err
    )


def test_records_and_grants_in_words_of_the_language(world: World, antin: Antin) -> None:
    (target,) = targets(world, "A-1")
    assert antin("status", "set", target.code, "suspended", "--reason", 3, "--yes").exit_code == 0
    shown = {lang: antin("status", "show", target.code, "--lang", lang).out for lang in ("vi", "en")}
    assert "tổ chức cấp, bản ghi 0: bị đình chỉ, lý do: quá hạn giám sát, từ " in shown["vi"]
    assert "the issuing body, record 0: suspended, reason: surveillance overdue, since " in shown["en"]
    cut = ("grant", "reduce", "VD-CERT", 1, "--reason", 8, "--since", "2026-12-31")
    assert antin(*cut).exit_code == 0
    shown = {lang: antin("body", "show", "VD-CERT", "--lang", lang).out for lang in ("vi", "en")}
    assert "(đăng ký hoạt động) từ" in shown["vi"]
    assert "đến hết ngày 30/12/2026" in shown["vi"]
    assert "until the end of 30/12/2026" in shown["en"]
    assert antin("grant", "restore", "VD-CERT", 9, "--reason", 8, "--json").code == "GRANT_NOT_ON_CHAIN"


def test_authoritys_lane_and_lift(world: World, antin: Antin) -> None:
    (target,) = targets(world, "A-1")
    by_order = ("status", "authority", "set", target.code, "suspended", "--reason", 11)
    assert antin(*by_order, "--json").code == "ORDER_NUMBER_MISSING"
    assert antin(*by_order, "--order", "7/QĐ", "--dry-run", "--json").json()["preview"]["counts"][
        "after"
    ] == {"SUSPENDED": 1}
    assert antin(*by_order, "--order", "7/QĐ").exit_code == 0
    assert "recorded before" in antin(*by_order, "--order", "7/QĐ").out
    assert antin("status", "authority", "set", target.code, "active", "--reason", 10).exit_code == 0
    assert antin("status", "lift", target.code, "--reason", 15, "--json").code == "NOTHING_LIFTED"
    world.chain.advance(10)
    stolen = world.now()
    antin("status", "set", target.code, "withdrawn", "--reason", 9, "--yes")
    key = "0x" + world.anchors["VD-CERT"].address.hex()
    since = f"2026-11-22T12:00:{stolen % 60:02d}+00:00"
    assert antin("key", "compromised", key, "--body", "VD-CERT", "--since", since).exit_code == 0
    assert antin("status", "lift", target.code, "--reason", 15).exit_code == 0
    assert antin("status", "lift", target.code, "--reason", 15, "--to", "gone").exit_code == 64


def test_surveillance_is_recorded_and_listed(world: World, antin: Antin) -> None:
    (target,) = targets(world, "A-1")
    (one,) = antin("surveillance", "due", "--body", "VD-CERT", "--json").json()["due"]
    assert (one["number"], one["due"], one["last"]) == ("A-1", "2027-11-20", None)
    assert antin("surveillance", "due", "--body", "VD-CERT", "--within", 5, "--json").json()["due"] == []
    record = ("surveillance", "record", target.code, "--last", "2026-11-21")
    assert antin(*record, "--next", "2026-11-20").exit_code == 65
    assert antin(*record, "--decision", "maybe", "--json").code == "SURVEILLANCE_DECISION"
    assert antin(*record, "--next", "20/11/2027", "--json").json()["recorded"] is True
    world.chain.advance(400 * 86_400)
    assert "overdue by" in antin("surveillance", "due", "--body", "VD-CERT").out


def test_a_body_stops_its_own_keys(world: World, antin: Antin) -> None:
    credential = world.keys["VD-CERT"].jwk.thumbprint().hex()
    assert antin("key", "revoke-own", credential, "--body", "VD-CERT", "--reason", 15).exit_code == 0
    anchor = "0x" + world.anchors["VD-CERT"].address.hex()
    reported = antin("key", "report-compromise", anchor, "--body", "VD-CERT", "--json")
    assert (reported.exit_code, reported.json()["recorded"]) == (0, True)
    late = antin("key", "revoke-own", anchor, "--body", "VD-CERT", "--reason", 15, "--json")
    assert (late.exit_code, late.code) == (1, "KEY_NOT_GOOD")
    for wrong in ("no-hex", "abcd"):
        assert antin("key", "revoke-own", wrong, "--body", "VD-CERT", "--reason", 15).exit_code == 64
    assert layout.anchor_key_id(world.anchors["VD-CERT"].address).hex().endswith(anchor[2:])


def test_a_stranger_is_refused_with_the_reason(world: World, antin: Antin) -> None:
    (target,) = targets(world, "A-1")
    world.chain.sender = world.chain.relayer
    events = world.events()
    for command in (
        ("body", "suspend", "VD-CERT", "--reason", 4),
        ("grant", "reduce", "VD-CERT", 1, "--reason", 4),
        ("order", "post", "--body", "VD-CERT", "--action", "withdraw", "--reason", 4),
        ("order", "retract", 0, "--body", "VD-CERT", "--reason", 4),
        ("status", "authority", "set", target.code, "withdrawn", "--reason", 4),
        ("key", "compromised", "ab" * 32, "--body", "VD-CERT"),
        ("network", "unpause"),
    ):
        ran = antin(*command, "--json")
        assert (ran.exit_code, ran.code) == (1, "NOT_AUTHORITY"), command
    ran = antin("network", "pause", "--json")
    assert (ran.exit_code, ran.code) == (1, "NOT_GUARDIAN")
    for lang, words in (("vi", "Chỉ người giám hộ được tạm dừng"), ("en", "Only the guardian may pause")):
        assert words in " ".join(antin("network", "pause", "--lang", lang).err.split())
    assert world.events() == events
    assert json.loads(antin("order", "list", "--body", "VD-CERT", "--json").out)["orders"] == []
