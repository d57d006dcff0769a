# SPDX-License-Identifier: Apache-2.0
"""Round trips through every roster format, and that no bytes crash a reader."""

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from registry.core.certificate.conformity import ConformityCertificate
from registry.errors import InputError
from registry.intake.documents import detect
from registry.intake.roster import read_roster
from registry.intake.roster_csv import decode, encode_1258
from registry.intake.roster_json import dump_roster
from registry.intake.roster_values import fold, read_decimal
from registry.intake.roster_write import write_csv
from registry.intake.template import write_workbook

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
PLAIN = st.text(alphabet=LETTERS + LETTERS.upper() + "0123456789 .,-/()\"'=&", min_size=1, max_size=24)
TEXT = PLAIN.map(str.strip).filter(bool)
# What stands in a list inside one cell: no separators.
ENTRY = st.text(alphabet=LETTERS + "0123456789 .-/'=", min_size=1, max_size=16).map(str.strip).filter(bool)
DAY = st.dates(date(1990, 1, 1), date(2090, 1, 1))
TAX = st.from_regex(r"[0-9]{10}(-[0-9]{3})?", fullmatch=True)
COUNTRY = st.from_regex(r"[A-Z]{2}", fullmatch=True)
BILINGUAL = st.fixed_dictionaries({"vi": TEXT}, optional={"en": TEXT})


def unique(strategy: st.SearchStrategy[Any], low: int, high: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, min_size=low, max_size=high, unique=True)


PARTY = st.fixed_dictionaries({"name": TEXT}, optional={"tax_code": TAX, "address": TEXT, "country": COUNTRY})
PRODUCT = st.fixed_dictionaries(
    {
        "name": BILINGUAL,
        "brand": TEXT,
        "models": unique(ENTRY, 1, 3),
        "characteristics": BILINGUAL,
        "origin": COUNTRY,
        "manufacturer": PARTY,
        "site": TEXT,
    },
    optional={
        "hs_codes": unique(st.from_regex(r"[0-9]{6}|[0-9]{8}", fullmatch=True), 1, 3),
        "gtin": st.just("4006381333931"),
    },
)
LOT = st.fixed_dictionaries(
    {"number": TEXT, "quantity": st.decimals("0.01", "99999999", places=2).map(str), "unit": TEXT},
    optional={
        "declaration_number": st.from_regex(r"[0-9]{12}", fullmatch=True),
        "port": TEXT,
        "import_from": DAY,
    },
)
OPTIONAL: dict[Any, st.SearchStrategy[Any]] = {
    "legal_basis": unique(ENTRY, 1, 3),
    "signatory_role": TEXT,
    "replaces": TEXT,
    "risk": st.sampled_from(["THAP", "TRUNG_BINH", "CAO"]),
    "mark_licence": TEXT,
    "importers": st.lists(st.fixed_dictionaries({"name": ENTRY, "tax_code": TAX}), min_size=1, max_size=2),
    "test_reports": st.lists(
        st.fixed_dictionaries({"number": ENTRY, "date": DAY, "laboratory": ENTRY}), min_size=1, max_size=2
    ),
    "issuer_authority": st.lists(
        st.fixed_dictionaries(
            {"basis": st.sampled_from(["registration", "accreditation", "designation"]), "number": ENTRY},
            optional={"date": DAY},
        ),
        min_size=1,
        max_size=2,
    ),
}


@st.composite
def certificates(draw: st.DrawFn, number: str = "") -> ConformityCertificate:
    method = draw(st.integers(1, 8))
    first = draw(DAY)
    raw: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=OPTIONAL)) | {
        "body": "VD-CERT",
        "number": number or draw(TEXT),
        "issuer": {"name": draw(TEXT)},
        "issued": draw(DAY),
        "scheme": draw(st.sampled_from(["hop_quy", "hop_chuan"])),
        "holder": draw(PARTY),
        "method": method,
        "title": draw(BILINGUAL),
        "products": draw(st.lists(PRODUCT, min_size=1, max_size=3)),
        "norms": [
            {"code": f"QCVN {i}:20{draw(st.integers(10, 26))}/BKHCN", "amendments": draw(unique(ENTRY, 0, 2))}
            for i in range(draw(st.integers(1, 3)))
        ],
        "scope_text": draw(BILINGUAL),
    }
    if method < 7:
        days = draw(st.integers(0, 360 if method == 1 else 1_000))
        raw["validity"] = {"first": first, "last": first + timedelta(days=days)}
    if 2 <= method <= 6:
        raw["surveillance"] = {"months": draw(st.integers(1, 12)), "first_due": draw(DAY)}
    if method == 7:
        raw["lot"] = draw(LOT)
    if method == 8:
        serial = ENTRY.filter(lambda text: "," not in text)
        raw["serials"] = draw(unique(serial, 1, 5))
    if draw(st.booleans()):
        raw |= {"revision": draw(st.integers(1, 999)), "change": "correction"}
    return ConformityCertificate.model_validate(raw)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[ConformityCertificate, ...]:
    return tuple(draw(certificates(f"VD/{i}")) for i in range(draw(st.integers(1, 3))))


@SLOW
@given(rosters())
def test_json_and_back(roster: tuple[ConformityCertificate, ...]) -> None:
    result = read_roster(dump_roster(roster), "r.json")
    assert result.certificates == roster


@SLOW
@given(rosters())
def test_workbook_and_back(roster: tuple[ConformityCertificate, ...]) -> None:
    try:
        data = write_workbook(roster)
    except InputError as error:
        assume(error.code != "CELL_UNWRITABLE")
        raise
    result = read_roster(data, "r.xlsx")
    assert result.errors == ()
    assert result.certificates == roster


@SLOW
@given(rosters(), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "cp1258"]))
def test_csv_and_back(roster: tuple[ConformityCertificate, ...], delimiter: str, encoding: str) -> None:
    try:
        data = write_csv(roster, delimiter=delimiter, encoding=encoding)
    except InputError as error:
        assume(error.code != "CELL_UNWRITABLE")
        raise
    result = read_roster(data, "r.csv")
    assert result.errors == ()
    assert result.certificates == roster


def test_few_certificates_are_unwritable() -> None:
    """The round trips above must not pass by discarding everything."""
    written = []

    @settings(max_examples=60, deadline=None, database=None)
    @given(certificates("VD/1"))
    def attempt(certificate: ConformityCertificate) -> None:
        try:
            written.append(bool(write_csv([certificate])))
        except InputError:
            written.append(False)

    attempt()
    assert sum(written) > len(written) * 0.6


@given(st.text(alphabet=LETTERS + LETTERS.upper() + "\r\n ").map("đường ".__add__))
def test_vietnamese_survives_windows_1258(text: str) -> None:
    assert decode(encode_1258(text), "t") == text


@given(st.integers(0, 10**12), st.integers(0, 10**6).map(str))
def test_decimals_mean_one_thing_or_are_refused(whole: int, tail: str) -> None:
    for mark in ",.":
        try:
            read = read_decimal(f"{whole}{mark}{tail}")
        except InputError as error:
            read = error.code
        ambiguous = len(tail) == 3 and 1 <= whole <= 999
        assert read == ("NUMBER_AMBIGUOUS" if ambiguous else f"{whole}.{tail}")


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_no_bytes_crash_the_readers(data: bytes) -> None:
    assert isinstance(detect(data, "x.csv"), str)
    result = read_roster(data, "x.csv")
    assert result.certificates == ()
    assert result.errors


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["body", "number", "title", "vi", "lot"]), inner)
        ),
        max_leaves=12,
    )
)
def test_no_json_crashes_the_reader(entry: object) -> None:
    document = {"format": "antin-roster", "version": 1, "certificates": [entry]}
    result = read_roster(json.dumps(document).encode(), "r.json")
    assert result.errors
    assert result.certificates == ()
