# SPDX-License-Identifier: Apache-2.0
import json
from typing import Any

import pytest

from registry.intake.roster import read_roster
from registry.intake.roster_json import dump_roster
from registry.intake.template import example_certificates
from tests.unit.intake.roster_support import only, told

EXAMPLES = example_certificates("hop-quy")


def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(dump_roster(EXAMPLES))
    return loaded


def encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_what_is_written_is_read() -> None:
    result = read_roster(dump_roster(EXAMPLES), "r.json")
    assert (result.format, result.certificates, result.errors) == ("json", EXAMPLES, ())


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        (("issued",), 20_000, "DATE_FORMAT", "issued"),
        (("issued",), "15/07/2026", "DATE_FORMAT", "issued"),
        (("issued",), "2026-07-15T00:00:00", "DATE_FORMAT", "issued"),
        (("method",), "5", "FIELD_INTEGER", "method"),
        (("number",), 12, "FIELD_TEXT", "number"),
        (("norms",), "QCVN", "FIELD_LIST", "norms"),
        (("holder",), "ai", "FIELD_GROUP", "holder"),
        (("holder", "tax_code"), "11", "TAX_CODE_FORMAT", "holder.tax_code"),
        (("holder", "extra"), "x", "FIELD_UNKNOWN", "holder.extra"),
        (("scheme",), "hợp quy", "FIELD_CHOICE", "scheme"),
        (("products", 0, "hs_codes", 0), "8516", "HS_CODE_FORMAT", "products[0].hs_codes[0]"),
        (("products", 1, "origin"), "Trung Quốc", "COUNTRY_FORMAT", "products[1].origin"),
        (("title", "vi"), "Ð", "TEXT_LOOK_ALIKE", "title.vi"),
        (("title", "vi"), "", "TEXT_EMPTY", "title.vi"),
        (("validity",), None, "VALIDITY_REQUIRED", "validity"),
        (("body",), None, "BODY_REQUIRED", "body"),
    ],
)
def test_one_bad_value_is_refused_by_its_path(
    path: tuple[str | int, ...], value: object, code: str, where: str
) -> None:
    changed = document()
    target: Any = changed["certificates"][0]
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    result = read_roster(encoded(changed), "r.json")
    finding = only(result)
    assert (finding.code, finding.where) == (code, f"r.json: certificates[0].{where}")
    assert len(result.certificates) == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"format":"antin-roster","format":"antin-roster"}', "ROSTER_KIND"),
        (b'{"format":"antin-roster","version":1,"certificates":[],"version":1}', "JSON_FORMAT"),
        (b'{"format":"antin-roster","version":1,"certificates":[1.5]}', "JSON_FORMAT"),
        (b'{"format":"antin-roster","version":1,"certificates":[NaN]}', "JSON_FORMAT"),
        (b'{"format":"antin-roster","version":1,"certificates":[', "JSON_FORMAT"),
        (b'{"format":"antin-roster","version":2,"certificates":[]}', "ROSTER_JSON"),
        (b'{"format":"antin-roster","version":true,"certificates":[]}', "ROSTER_JSON"),
        (b'{"format":"antin-roster","version":1}', "ROSTER_JSON"),
        (b'{"format":"antin-roster","version":1,"certificates":[],"x":1}', "FIELD_UNKNOWN"),
        (b'{"format":"antin-roster","version":1,"certificates":[]}', "ROSTER_EMPTY"),
        (b'{"format":"antin-roster","version":1,"certificates":[7]}', "ROSTER_JSON"),
        (
            b'{"format":"antin-roster","version":1,"certificates":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
            "JSON_FORMAT",
        ),
    ],
)
def test_the_frame(data: bytes, code: str) -> None:
    expected = "JSON_FORMAT" if code == "ROSTER_KIND" else code
    assert only(read_roster(data, "r.json")).code == expected


def test_duplicates_and_bodies() -> None:
    changed = document()
    changed["certificates"][1]["number"] = "vd-cert/hq-2026-000123"
    assert sorted(told(read_roster(encoded(changed), "r.json"))) == [
        ("ROSTER_DUPLICATE", "r.json: certificates[0]"),
        ("ROSTER_DUPLICATE", "r.json: certificates[1]"),
    ]
    assert {code for code, _ in told(read_roster(dump_roster(EXAMPLES), "r.json", body="X"))} == {
        "BODY_MISMATCH"
    }
    for item in (without := document())["certificates"]:
        del item["body"]
    assert read_roster(encoded(without), "r.json", body="VD-CERT").certificates == EXAMPLES


def test_decomposed_and_broken_text() -> None:
    changed = document()
    changed["certificates"][0]["title"]["vi"] = "No\u0302\u0300i"
    result = read_roster(encoded(changed), "r.json")
    assert result.certificates[0].title.vi == "Nồi"
    composed = [f.where for f in result.findings if f.code == "TEXT_COMPOSED"]
    assert composed == ["r.json: certificates[0].title.vi"]
    changed["certificates"][0]["title"]["vi"] = "\ud800"
    assert told(read_roster(json.dumps(changed).encode(), "r.json")) == [("JSON_FORMAT", "r.json")]
