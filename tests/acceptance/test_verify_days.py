# SPDX-License-Identifier: Apache-2.0
"""What the verifier says of other days than today, and of a certificate whose status changes."""

from datetime import timedelta
from pathlib import Path

import pytest

from registry.cli.options import vietnam_day
from tests.acceptance.held import Held, report, verify
from tests.acceptance.papers import RICE_COOKER, changed, papers, roster


def test_days_before_today_and_after(held: Held) -> None:
    """The past is judged, not the present; the future is nobody's to tell."""
    before = report(verify(held, held.bundle, "--at", "14/07/2026"))
    assert before["verdict"] != "VALID"
    today = held.town.place.readers[0].head().timestamp
    day = vietnam_day(today)
    assert report(verify(held, held.bundle, "--at", f"{day:%d/%m/%Y}"))["verdict"] == "VALID"
    for late in (day + timedelta(days=2), day.replace(year=day.year + 5, day=1)):
        ran = verify(held, held.bundle, "--at", late.isoformat())
        assert (ran.exit_code, ran.code) == (64, "DATE_IN_FUTURE")
    known = verify(held, held.bundle, "--known-at", "2020-01-01T00:00:00+07:00")
    assert report(known)["verdict"] != "VALID"


@pytest.mark.parametrize("text", ["tomorrow", "31/02/2026", "2026-13-01", "2026-07-15T10:00:00"])
def test_a_date_that_is_none_is_misuse(held: Held, text: str) -> None:
    ran = verify(held, held.bundle, "--at", text)
    assert (ran.exit_code, ran.code) == (64, "OPTION_DATE")
    assert text in ran.json()["error"]["message"]


def test_a_status_change_shows_at_once_and_only_from_its_day(held: Held, tmp_path: Path) -> None:
    town, body = held.town, held.town.body().code
    path = roster(tmp_path / "roster.xlsx", [papers(body)[RICE_COOKER]])
    (one,) = town.call("issue", path, "--body", body, "--json").json()["certificates"]
    assert town.call("verify", one["code"]).exit_code == 0
    suspended = town.antin("status", "set", one["code"], "suspended", "--reason", 1, "--yes", "--json")
    assert suspended.exit_code == 0, suspended.err
    assert suspended.json()["recorded"] is True
    town.next_second()
    found = report(town.call("verify", one["code"], "--json"))
    assert (found["verdict"], found["outcome"]["code"]) == ("INVALID", "SUSPENDED")
    shown = town.call("status", "show", one["code"], "--json")
    assert [record["state"] for record in shown.json()["records"]] == ["suspended"]
    assert town.call("status", "set", one["code"], "active", "--reason", 16, "--yes").exit_code == 0
    town.next_second()
    assert town.call("verify", one["code"]).exit_code == 0
    assert town.call("status", "set", one["code"], "withdrawn", "--reason", 1, "--yes").exit_code == 0
    town.next_second()
    assert report(town.call("verify", one["code"], "--json"))["outcome"]["code"] == "WITHDRAWN"
    back = town.call("status", "set", one["code"], "active", "--reason", 16, "--yes", "--json")
    assert back.exit_code in (1, 65)


def test_a_replaced_certificate_is_answered_for_the_model_that_is_meant(held: Held, tmp_path: Path) -> None:
    town, body = held.town, held.town.body().code
    first = changed(papers(body)[RICE_COOKER], number=f"{body}/KIEU-1")
    product = first.products[0].model_copy(update={"models": ("VD-RC18A",)})
    second = changed(first, revision=1, change="scope_reduced", products=(product.model_dump(by_alias=True),))
    codes = []
    for number, certificate in enumerate((first, second)):
        path = roster(tmp_path / f"{number}.xlsx", [certificate])
        ran = town.call("issue", path, "--body", body, "--json")
        assert ran.exit_code == 0, ran.err
        codes.append(ran.json()["certificates"][0]["code"])
        # In force, the first one answers for itself; issuing the second supersedes it.
        first_asked = town.call("verify", codes[0], "--model", "VD-RC18B")
        assert first_asked.exit_code == number
    town.next_second()
    expected = {
        None: (2, "MODEL_NOT_SAID"),
        "vd rc18a": (0, "ANSWERED_BY_NEWER"),
        "VD-RC18B": (1, "MODEL_DROPPED"),
    }
    for model, (exit_code, outcome) in expected.items():
        asked = () if model is None else ("--model", model)
        ran = town.call("verify", codes[0], *asked, "--json")
        assert (ran.exit_code, report(ran)["outcome"]["code"]) == (exit_code, outcome)
    shown = town.call("verify", codes[0], "--model", "VD-RC18A").out
    assert "revision 1" in shown
    assert "models removed: VD-RC18B" in shown
    assert codes[1] in shown
