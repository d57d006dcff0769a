# SPDX-License-Identifier: Apache-2.0
"""Rosters of conformity certificates: all of a roster is issued or none, and nothing twice."""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from registry.cli.options import vietnam_day
from registry.core.records import Basis
from registry.demo.bodies import CERTIFICATION_BODY, MINISTRY, SINCE, DemoGrant
from registry.demo.stage import enter_body
from registry.intake.roster_examples import TemplateKind
from registry.intake.roster_write import write_csv
from tests.acceptance.papers import CEMENT, DOLL, DRILL, RICE_COOKER, changed, papers, roster
from tests.acceptance.town import Ran, Town

STANDARDS = tuple(
    DemoGrant(scope, Basis.REGISTRATION, MINISTRY) for scope in ("TCVN 8491-2:2011", "TCVN VD-01:2026")
)
EXAMPLE_BODY = replace(CERTIFICATION_BODY, grants=(*CERTIFICATION_BODY.grants, *STANDARDS))


def issue(town: Town, path: Path, body: str, *options: object) -> Ran:
    return town.call("issue", path, "--body", body, *options, "--json")


@pytest.mark.parametrize("kind", ["hop-quy", "hop-chuan"])
def test_from_the_template_to_the_verdict(town: Town, kind: TemplateKind, tmp_path: Path) -> None:
    """Every step as a shell runs it; the template names the body VD-CERT itself."""
    enter_body(town.place, EXAMPLE_BODY, SINCE)
    path = tmp_path / f"{kind}.xlsx"
    assert town.antin("template", kind, path).exit_code == 0
    checked = town.antin("check", path, "--body", "VD-CERT")
    assert checked.exit_code == 0, checked.err
    issued = town.antin("issue", path, "--body", "VD-CERT", "--out", tmp_path / "out", "--json")
    assert issued.exit_code == 0, issued.err
    certificates = issued.json()["certificates"]
    assert [c["issued_now"] for c in certificates] == [True] * len(papers("X", kind))
    verified = town.antin("verify", *(c["bundle"] for c in certificates), "--json")
    assert verified.exit_code == 0, verified.err
    reports = verified.json()["reports"]
    assert {r["verdict"] for r in reports} == {"VALID"}
    assert [r["facts"]["code"] for r in reports] == [c["code"] for c in certificates]


def test_an_existing_template_is_not_overwritten(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"filled in for hours")
    refused = town.call("template", "hop-quy", path, "--json")
    assert (refused.exit_code, refused.code) == (64, "FILE_EXISTS")
    assert path.read_bytes() == b"filled in for hours"
    assert town.call("template", "hop-quy", path, "--force").exit_code == 0


def bad_roster(town: Town, tmp_path: Path) -> tuple[str, Path]:
    """Of four rows the second is of an unknown scope, the third of tomorrow's tomorrow."""
    body = town.body()
    rows = papers(body.code)
    rows[DOLL] = changed(rows[DOLL], norms=[{"code": "QCVN 99:2026/VIDU"}])
    rows[DRILL] = changed(rows[DRILL], issued=vietnam_day(int(time.time())) + timedelta(days=3))
    return body.code, roster(tmp_path / "bad.xlsx", rows)


def test_a_bad_row_issues_none_and_every_bad_row_is_named(town: Town, tmp_path: Path) -> None:
    body, path = bad_roster(town, tmp_path)
    before = town.written()
    refused = issue(town, path, body, "--out", tmp_path / "out")
    assert refused.exit_code == 65
    found = {(f["code"], f["where"].split(" · ")[0]) for f in errors(refused)}
    assert found == {
        ("SCOPE_UNKNOWN", "bad.xlsx: VD-CERT/HQ-L-2026-000884"),
        ("ISSUED_IN_FUTURE", "bad.xlsx: VD-CERT/HQ-U-2026-000031"),
    }
    assert all(f["remedy"] for f in errors(refused))
    assert town.written() == before
    assert not (tmp_path / "out").exists()


def test_bad_cells_and_refused_rows_are_named_together(town: Town, tmp_path: Path) -> None:
    """A defect of form in one row must not hide that the rules refuse another."""
    body = town.body().code
    rows = papers(body)[:2]
    rows[1] = changed(rows[1], norms=[{"code": "QCVN 99:2026/VIDU"}])
    path = tmp_path / "bad.csv"
    path.write_bytes(write_csv(rows).replace(b"15/07/2026", b"31/02/2026", 1))
    before = town.written()
    refused = issue(town, path, body)
    assert refused.exit_code == 65
    assert {f["code"] for f in errors(refused)} == {"DATE_CELL", "SCOPE_UNKNOWN"}
    assert town.written() == before


def test_skip_invalid_issues_the_rest(town: Town, tmp_path: Path) -> None:
    body, path = bad_roster(town, tmp_path)
    issued = issue(town, path, body, "--skip-invalid")
    assert issued.exit_code == 1, "differences found: something was left out"
    numbers = [c["number"] for c in issued.json()["certificates"]]
    assert sorted(numbers) == ["VD-CERT/HQ-2025-000310", "VD-CERT/HQ-2026-000123"]
    assert issued.codes() == {"SCOPE_UNKNOWN", "ISSUED_IN_FUTURE"}
    for certificate in issued.json()["certificates"]:
        assert town.call("verify", certificate["code"]).exit_code == 0


def test_a_second_run_issues_nothing_again(town: Town, tmp_path: Path) -> None:
    body = town.body().code
    path = roster(tmp_path / "roster.xlsx", papers(body))
    first = issue(town, path, body).json()["certificates"]
    before = town.written()
    second = issue(town, path, body)
    assert second.exit_code == 0
    assert second.codes("warning") >= {"ALREADY_ISSUED"}
    certificates = second.json()["certificates"]
    assert {c["code"] for c in certificates} == {c["code"] for c in first}
    assert not any(c["issued_now"] for c in certificates)
    assert town.written() == before


def test_a_number_is_issued_once_and_a_new_revision_is_accepted(town: Town, tmp_path: Path) -> None:
    body = town.body().code
    first = papers(body)[RICE_COOKER]
    (old,) = issue(town, roster(tmp_path / "1.xlsx", [first]), body).json()["certificates"]

    title = {"vi": "Nồi cơm điện khác", "en": "Another rice cooker"}
    other = roster(tmp_path / "2.xlsx", [changed(first, title=title)])
    before = town.written()
    refused = issue(town, other, body)
    assert (refused.exit_code, refused.codes()) == (65, {"NUMBER_TAKEN"})
    assert town.written() == before

    revision = changed(first, title=title, revision=1, change="correction", change_note="Sửa tên hàng")
    accepted = issue(town, roster(tmp_path / "3.xlsx", [revision]), body)
    assert accepted.exit_code == 0, accepted.err
    (new,) = accepted.json()["certificates"]
    assert (new["number"], new["revision"]) == (old["number"], 1)
    assert new["code"] != old["code"]
    assert town.call("verify", new["code"]).exit_code == 0
    newest = town.call("verify", old["number"], "--body", body, "--json").json()
    assert newest["facts"]["code"] == new["code"]


def test_a_revision_without_the_one_before_is_refused(town: Town, tmp_path: Path) -> None:
    body = town.body().code
    lost = changed(papers(body)[CEMENT], revision=1, change="correction")
    refused = issue(town, roster(tmp_path / "1.xlsx", [lost]), body)
    assert (refused.exit_code, refused.codes()) == (65, {"PREVIOUS_MISSING"})


def test_a_number_twice_in_one_roster_is_refused(town: Town, tmp_path: Path) -> None:
    body = town.body().code
    one, other = papers(body)[RICE_COOKER], papers(body)[CEMENT]
    paths = [
        roster(tmp_path / "1.xlsx", [one]),
        roster(tmp_path / "2.xlsx", [changed(other, number=one.number)]),
    ]
    before = town.written()
    refused = town.call("issue", *paths, "--body", body, "--json")
    assert (refused.exit_code, refused.codes()) == (65, {"NUMBER_TWICE"})
    assert town.written() == before


@pytest.mark.parametrize(("data", "code"), [(b"", None), (b"\x00\xff" * 99, None), (b"%PDF-1.7\n", None)])
def test_a_file_of_another_kind_is_refused(town: Town, tmp_path: Path, data: bytes, code: str | None) -> None:
    path = tmp_path / "strange.bin"
    path.write_bytes(data)
    for verb in (("check", path), ("issue", path, "--body", town.body().code)):
        refused = town.call(*verb, "--json")
        assert refused.exit_code == 65
        assert "FILE_KIND_UNKNOWN" in refused.out
        assert str(path) in refused.out


def errors(ran: Ran) -> list[dict[str, str]]:
    document = ran.json()
    return [f for f in document.get("error", document)["findings"] if f["severity"] == "error"]
