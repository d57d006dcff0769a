# SPDX-License-Identifier: Apache-2.0
"""Published PTB DCC files: issued by a body that stands for their laboratory, anchored and verified; bad ones
refused with file and line; signed ones judged by their signature.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from registry.demo.bodies import SINCE
from registry.demo.documents import stand_ins
from registry.demo.stage import enter_body
from tests.acceptance.town import Town
from tests.support import shared

pytestmark = pytest.mark.external

VALID = (
    "dcc_gp_temperature_extensive_v12.xml",
    "dcc_gp_temperature_simplified_v12.xml",
    "dcc_gp_temperature_typical_v12.xml",
    "dcclib_3.3.0_valid.xml",
    "vn_pressure_gauge_dcc_3.3.0.xml",
)
GP = "dcc_gp_temperature_typical_v12_v3.2.0_signed.xml"
MANIPULATED = "dcc_gp_temperature_typical_v12_v3.2.0_signed_manipulated.xml"
DCCLIB = "dcclib_3.3.0_valid_signature.xml"
DCCLIB_UNTIL = date(2027, 1, 6)


@pytest.fixture(scope="module")
def town_with_schemas(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A second registry on the same chain, where PTB's schemas were installed by the command."""
    other = Town(Path(tmp_path_factory.mktemp("schemas")), town.rpc_url)
    source = shared("dcc/schema")
    installed = other.antin("schemas", "install", "--from", source, "--json")
    assert installed.exit_code == 0, installed.err
    rows = installed.json()["schemas"]
    assert {row["version"] for row in rows if row["name"] == "dcc.xsd"} >= {"3.1.1", "3.3.0"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", row["sha256"]) for row in rows)
    yield other
    other.close()


@pytest.fixture(params=["own checks", "XSD"])
def laboratory_town(request: pytest.FixtureRequest, town: Town, town_with_schemas: Town) -> Town:
    return town_with_schemas if request.param == "XSD" else town


@pytest.mark.parametrize("name", VALID)
def test_a_valid_sample_is_issued_anchored_and_verified(
    laboratory_town: Town, town_with_schemas: Town, name: str, tmp_path: Path
) -> None:
    town, path = laboratory_town, shared(f"dcc/samples/valid/{name}")
    (document,) = stand_ins([path], date(2026, 11, 22))
    enter_body(town.place, document.body, SINCE)

    checked = town.call("check", path, "--json")
    assert checked.exit_code == 0
    (note,) = [n for n in checked.json()["files"][0]["notes"] if n.startswith("validated with")]
    assert ("XSD dcc.xsd" in note and "SHA-256" in note) == (town is town_with_schemas)

    issued = town.call("issue", path, "--body", document.body.code, "--out", tmp_path, "--json")
    assert issued.exit_code == 0, issued.err
    (certificate,) = issued.json()["certificates"]
    code, bundle = certificate["code"], Path(certificate["bundle"])
    assert bundle.parent == tmp_path
    for thing in (bundle, path, code):
        report = town.call("verify", thing, "--json")
        assert (report.exit_code, report.json()["verdict"]) == (0, "VALID"), report.out
        assert report.json()["facts"]["code"] == code
    again = town.call("issue", path, "--body", document.body.code, "--json").json()["certificates"]
    assert [(c["code"], c["issued_now"]) for c in again] == [(code, False)]


def test_another_bodys_laboratory_is_refused(town: Town) -> None:
    body = town.body()
    before = town.written()
    refused = town.call("issue", shared(f"dcc/samples/valid/{VALID[4]}"), "--body", body.code, "--json")
    assert refused.exit_code == 65
    assert refused.codes() == {"LAB_MISMATCH"}
    assert "VILAS 999" in refused.json()["error"]["message"]
    assert town.written() == before


def test_a_file_that_is_not_well_formed_is_refused_with_its_line(laboratory_town: Town) -> None:
    refused = laboratory_town.antin(
        "check", shared("dcc/samples/invalid/dcclib_3.3.0_invalid_syntax.xml"), "--json"
    )
    assert refused.exit_code == 65
    (finding,) = _errors(refused.json())
    assert (finding["code"], finding["where"]) == (
        "XML_NOT_WELL_FORMED", "dcclib_3.3.0_invalid_syntax.xml:7",
    )  # fmt: skip
    assert finding["remedy"]


def test_a_file_against_its_schema_is_refused_with_each_line(
    laboratory_town: Town, town_with_schemas: Town
) -> None:
    name = "dcclib_3.3.0_invalid_schema.xml"
    refused = laboratory_town.call("check", shared(f"dcc/samples/invalid/{name}"), "--json")
    assert refused.exit_code == 65
    found = {(f["code"], f["where"]) for f in _errors(refused.json())}
    if laboratory_town is town_with_schemas:
        assert found == {("DCC_XSD", f"{name}:17"), ("DCC_XSD", f"{name}:35")}
    else:
        assert found == {("DCC_ELEMENT_VALUE", f"{name}:17"), ("DCC_ELEMENT_MISSING", f"{name}:34")}


def test_refusals_are_said_to_people_in_both_languages(town: Town) -> None:
    path = shared("dcc/samples/invalid/dcclib_3.3.0_invalid_syntax.xml")
    english, vietnamese = town.call("check", path), town.call("check", path, "--lang", "vi")
    for ran, words in ((english, "1 error(s)"), (vietnamese, "1 lỗi")):
        assert ran.exit_code == 65
        assert words in ran.out
        assert "dcclib_3.3.0_invalid_syntax.xml:7: " in ran.err
        assert "XML_NOT_WELL_FORMED" in ran.err
    assert english.err != vietnamese.err


def test_a_broken_signature_is_refused(town: Town) -> None:
    path = shared(f"dcc/samples/signed/{MANIPULATED}")
    roots = ("--signer-root", shared("dcc/certs/root.crt"), "--signer-root", shared("dcc/certs/sub.crt"))
    for options in ((), roots):
        refused = town.call("check", path, *options, "--json")
        assert refused.exit_code == 65
        assert [f["code"] for f in _errors(refused.json())] == ["DCC_SIGNATURE_BROKEN"]


def test_a_signer_that_nobody_vouches_for_is_a_warning(town: Town) -> None:
    checked = town.antin("check", shared(f"dcc/samples/signed/{DCCLIB}"), "--json")
    assert checked.exit_code == 0
    assert "DCC_SIGNATURE_UNTRUSTED" in _warnings(checked.json())


def test_an_expired_signer_is_a_warning(town: Town) -> None:
    roots = ("--signer-root", shared("dcc/certs/root.crt"), "--signer-root", shared("dcc/certs/sub.crt"))
    checked = town.call("check", shared(f"dcc/samples/signed/{GP}"), *roots)
    assert checked.exit_code == 0
    assert "DCC_SIGNATURE_EXPIRED" in checked.err
    assert "DCC_SIGNATURE_UNTRUSTED" not in checked.err


def test_a_signer_under_a_given_root_is_good(town: Town) -> None:
    root = ("--signer-root", shared("dcc/certs/dcclib_ca.pem"))
    checked = town.call("check", shared(f"dcc/samples/signed/{DCCLIB}"), *root, "--json")
    assert checked.exit_code == 0
    warned = {code for code in _warnings(checked.json()) if "SIGNATURE" in code}
    assert warned == (set() if date.today() < DCCLIB_UNTIL else {"DCC_SIGNATURE_EXPIRED"})  # noqa: DTZ011


def test_several_files_are_all_judged_and_the_worst_decides(town: Town) -> None:
    good, bad = shared(f"dcc/samples/valid/{VALID[3]}"), shared(f"dcc/samples/signed/{MANIPULATED}")
    checked = town.call("check", good, bad, "--json")
    assert checked.exit_code == 65
    assert [f["accepted"] for f in checked.json()["files"]] == [True, False]


def _errors(document: dict[str, object]) -> list[dict[str, str]]:
    return [f for f in _findings(document) if f["severity"] == "error"]


def _warnings(document: dict[str, object]) -> set[str]:
    return {f["code"] for f in _findings(document) if f["severity"] == "warning"}


def _findings(document: dict[str, object]) -> list[dict[str, str]]:
    files = document["files"]
    assert isinstance(files, list)
    return [finding for file in files for finding in file["findings"]]
