# SPDX-License-Identifier: Apache-2.0
"""Everything somebody may hold, handed to the verifier, whole and broken."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from registry.cli.options import vietnam_day
from registry.core.bundle import decode_bundle
from registry.core.code import group_code
from registry.core.qr import signed_qr
from registry.printing.qr_image import short_matrix, to_png
from tests.acceptance.papers import RICE_COOKER, papers, roster
from tests.acceptance.town import PUBLIC_URL, Ran, Town

EXIT_CODES = {"VALID": 0, "INVALID": 1, "INDETERMINATE": 2}


@dataclass(frozen=True)
class Held:
    """One issued certificate in every form that people hold."""

    town: Town
    body: str
    number: str
    code: str
    bundle: Path
    credential: Path
    picture: Path

    def forms(self) -> dict[str, tuple[object, ...]]:
        """What the command is given."""
        grouped, url = group_code(self.code), f"{PUBLIC_URL.upper()}/C/{self.code}"
        whole = decode_bundle(self.bundle.read_bytes())
        return {
            "bundle": (self.bundle,),
            "credential": (self.credential,),
            "credential pasted": (self.credential.read_text(),),
            "code": (self.code,),
            "code in groups": (grouped,),
            "code in lower case": (grouped.lower(),),
            "code as read aloud": (grouped.replace("0", "O").replace("1", "l"),),
            "code with spaces": (grouped.replace("-", " "),),
            "address": (url,),
            "address in lower case": (url.lower(),),
            "signed QR text": ("".join(signed_qr(PUBLIC_URL, whole_code(self), whole.signed_summary)),),
            "picture": (self.picture,),
            "number": (self.number, "--body", self.body),
            "number in other letters": (self.number.lower().replace("-", " "), "--body", self.body.lower()),
        }


def whole_code(held: Held) -> Any:
    return held.code


FORMS = (
    "bundle", "credential", "credential pasted", "code", "code in groups", "code in lower case",
    "code as read aloud", "code with spaces", "address", "address in lower case", "signed QR text", "picture",
    "number", "number in other letters",
)  # fmt: skip


@pytest.fixture(scope="module")
def held(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = Path(tmp_path_factory.mktemp("held"))
    body = town.body().code
    path = roster(folder / "roster.xlsx", [papers(body)[RICE_COOKER]])
    issued = town.call("issue", path, "--body", body, "--json")
    assert issued.exit_code == 0, issued.err
    (one,) = issued.json()["certificates"]
    bundle = folder / "one.bundle.json"
    assert town.call("bundle", one["code"], bundle).exit_code == 0
    credential = folder / "credential.jwt"
    credential.write_bytes(decode_bundle(bundle.read_bytes()).credential or b"")
    printed = town.call("qr", one["code"], "--out", folder / "qr", "--signed", "--json")
    assert printed.exit_code == 0, printed.err
    return Held(
        town, body, one["number"], one["code"], bundle, credential, folder / "qr" / f"{one['code']}.png"
    )


def verify(held: Held, *arguments: object) -> Ran:
    return held.town.call("verify", *arguments, "--json")


def report(ran: Ran) -> dict[str, Any]:
    """The one document; verdict and exit code agree with each other and with the process."""
    document = ran.json()
    assert document["exit_code"] == ran.exit_code
    assert ran.exit_code in (EXIT_CODES[document["verdict"]], 65)
    assert [check["number"] for check in document["checks"]] == list(range(1, 13))
    return document


@pytest.mark.parametrize("form", FORMS)
def test_each_form_leads_to_the_certificate(held: Held, form: str) -> None:
    found = report(verify(held, *held.forms()[form]))
    assert found["verdict"] == "VALID", [c for c in found["checks"] if c["status"] != "PASS"]
    assert found["facts"]["code"] == held.code
    assert found["evidence"]["demo"] is True


def test_the_list_of_forms_is_complete(held: Held) -> None:
    assert tuple(held.forms()) == FORMS


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_people_read_the_verdict_in_their_language(held: Held, lang: str) -> None:
    ran = held.town.antin("verify", held.picture, "--lang", lang)
    assert ran.exit_code == 0
    first, *_ = ran.out.splitlines()
    assert first.startswith("HỢP LỆ" if lang == "vi" else "VALID")
    assert held.number in ran.out
    assert re.search("bằng chứng: .*khối" if lang == "vi" else "evidence: .*block", ran.out)
    assert ran.err == ""


def test_several_things_end_with_the_worst(held: Held) -> None:
    broken = held.bundle.parent / "altered.json"
    broken.write_bytes(held.bundle.read_bytes().replace(b'"size":1', b'"size":2'))
    ran = held.town.antin("verify", held.bundle, held.code, broken, "--json")
    assert [r["verdict"] for r in ran.json()["reports"]] == ["VALID", "VALID", "INVALID"]
    assert ran.exit_code == 1


def test_a_qr_code_of_another_system_decides_nothing(held: Held, tmp_path: Path) -> None:
    picture = tmp_path / "foreign.png"
    picture.write_bytes(to_png(short_matrix("HTTPS://PAY.EXAMPLE.COM/Q/000201010211")))
    for thing in (picture, "https://pay.example.com/q/000201010211"):
        found = report(verify(held, thing))
        assert found["verdict"] == "INDETERMINATE"
        assert found["exit_code"] == 65
        assert found["checks"][0]["code"] == "QR_FORMAT"
        assert found["facts"] is None


def test_our_code_under_a_foreign_host_is_warned_of(held: Held) -> None:
    found = report(verify(held, f"https://antin-vn.example.com/C/{held.code}"))
    assert found["outcome"]["code"] == "FOREIGN_DOMAIN"
    assert found["outcome"]["colour"] != "green"
    assert "FOREIGN_HOST" in {w["code"] for w in found["warnings"]}


def test_a_code_that_nobody_recorded_is_not_found(held: Held) -> None:
    found = report(verify(held, "VE8A23ZDBH6HSW6Z1WY2CC40PZTC8DC2"))
    assert (found["verdict"], found["exit_code"]) == ("INDETERMINATE", 2)
    assert found["outcome"]["code"] == "NOT_FOUND"
    number = report(verify(held, "VD-CERT/HQ-1999-000001", "--body", held.body))
    assert (number["exit_code"], number["outcome"]["code"]) == (2, "NOT_FOUND")


def test_a_number_belongs_to_its_body(held: Held) -> None:
    found = report(verify(held, held.number, "--body", held.town.body().code))
    assert (found["exit_code"], found["outcome"]["code"]) == (2, "NOT_FOUND")


def mistyped(code: str) -> str:
    other = "7" if code[5] != "7" else "8"
    return code[:5] + other + code[6:]


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (mistyped, "CODE_MISTYPED"),
        (lambda c: c[:-1], "CODE_LENGTH"),
        (lambda c: "U" + c[1:], "CODE_CHARACTER"),
    ],
)
def test_a_mistyped_code_is_told_from_an_unknown_one(held: Held, alter: Any, code: str) -> None:
    for thing in (alter(held.code), f"{PUBLIC_URL}/C/{alter(held.code)}"):
        found = report(verify(held, thing))
        assert (found["exit_code"], found["checks"][0]["code"]) == (65, code)
        assert found["verdict"] == "INDETERMINATE"


def test_broken_files_are_malformed_and_never_valid(held: Held, tmp_path: Path) -> None:
    data = held.bundle.read_bytes()
    for part in (0.02, 0.3, 0.7, 0.999):
        cut = tmp_path / "cut.json"
        cut.write_bytes(data[: int(len(data) * part)])
        found = report(verify(held, cut))
        assert (found["verdict"], found["exit_code"]) == ("INDETERMINATE", 65), part
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    assert report(verify(held, empty))["exit_code"] == 65
    half = tmp_path / "half.jwt"
    half.write_bytes(held.credential.read_bytes()[:-40])
    assert report(verify(held, half))["verdict"] != "VALID"


def test_a_file_that_no_certificate_names(held: Held, tmp_path: Path) -> None:
    """Any bytes may be a bound file: unknown ones leave the question open."""
    junk = tmp_path / "junk.bin"
    junk.write_bytes(bytes(range(256)) * 64)
    found = report(verify(held, junk))
    assert found["verdict"] == "INDETERMINATE"
    assert found["exit_code"] == 2
    assert "FILE_NOT_BOUND" in {check["code"] for check in found["checks"]}


def test_pictures_without_a_code_or_that_are_none(held: Held, tmp_path: Path) -> None:
    blank, broken = tmp_path / "blank.png", tmp_path / "broken.png"
    Image.new("L", (200, 200), 255).save(blank)
    broken.write_bytes(held.picture.read_bytes()[:60])
    for path, code in ((blank, "QR_NOT_FOUND"), (broken, "PICTURE_FORMAT")):
        ran = held.town.call("verify", path, "--json")
        assert (ran.exit_code, ran.code) == (65, code)
        assert ran.json()["error"]["remedy"]


def test_a_directory_and_a_missing_file(held: Held, tmp_path: Path) -> None:
    for thing, exit_code in ((tmp_path, 64), (tmp_path / "nothing.json", 64)):
        ran = held.town.call("verify", thing, "--json")
        assert (ran.exit_code, ran.code) == (exit_code, "THING_MISSING")


def test_an_attached_file_must_belong(held: Held, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7 of somebody else")
    found = report(verify(held, held.bundle, "--file", other))
    assert found["verdict"] == "INDETERMINATE"
    assert "FILE_NOT_BOUND" in {check["code"] for check in found["checks"]}


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


def test_a_verifier_without_a_registry_needs_only_trust_list_and_bundle(held: Held, tmp_path: Path) -> None:
    trust = held.town.folder.home.trust_list
    clean = {"ANTIN_HOME": str(tmp_path / "none"), "ANTIN_KEY_PASSWORD_FILE": None, "ANTIN_PUBLIC_URL": None}
    ran = held.town.antin("verify", held.bundle, "--trust-list", trust, "--json", **clean)
    assert report(ran)["verdict"] == "VALID"
    code = held.town.call("verify", held.code, "--trust-list", trust, "--json", **clean)
    assert report(code)["verdict"] == "INDETERMINATE"
    nothing = held.town.call("verify", held.bundle, "--json", **clean)
    assert (nothing.exit_code, nothing.code) == (64, "TRUST_LIST_MISSING")
    assert not (tmp_path / "none").exists(), "verifying writes nothing"
