# SPDX-License-Identifier: Apache-2.0
"""Everything somebody may hold, handed to the verifier, whole and broken."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from registry.printing.qr_image import short_matrix, to_png
from tests.acceptance.held import FORMS, Held, report, verify
from tests.acceptance.town import PUBLIC_URL


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
