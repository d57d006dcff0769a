# SPDX-License-Identifier: Apache-2.0
"""Published DCC samples, with PTB's schemas installed and without, and their signatures."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from registry.errors import Finding
from registry.intake.dcc import DccResult, check_laboratory, read_dcc
from registry.intake.dcc.units import read_unit
from registry.intake.dcc_names import VERSIONS
from registry.intake.schemas import SchemaStore
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
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> SchemaStore:
    store = SchemaStore(tmp_path_factory.mktemp("schemas"))
    store.install(shared("dcc/schema"))
    return store


@pytest.fixture(params=["xsd", "own"])
def schemas(request: pytest.FixtureRequest, store: SchemaStore) -> SchemaStore | None:
    return store if request.param == "xsd" else None


def read(
    path: str, schemas: SchemaStore | None, *, day: date = DAY, anchors: tuple[str, ...] = ()
) -> DccResult:
    file = shared(f"dcc/samples/{path}")
    pems = tuple(shared(f"dcc/certs/{name}").read_bytes() for name in anchors)
    return read_dcc(file.read_bytes(), file.name, schemas=schemas, body="X-LAB", issue_day=day, anchors=pems)


def codes(result: DccResult, severity: str) -> list[str]:
    return [finding.code for finding in result.findings if finding.severity == severity]


def error(result: DccResult) -> Finding:
    return next(finding for finding in result.findings if finding.severity == "error")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_compiles_and_names_its_files(store: SchemaStore, version: str) -> None:
    loaded = store.schema(version)
    assert loaded is not None
    assert loaded.label.startswith(f"XSD dcc.xsd {version} SHA-256 ")
    assert "SI_Format.xsd" in loaded.label


def test_the_original_addresses_are_mapped_without_a_network(store: SchemaStore, tmp_path: Path) -> None:
    """As published, imports name absolute addresses at PTB."""
    source = tmp_path / "as-published"
    source.mkdir()
    for number, path in enumerate(sorted(shared("dcc/schema").rglob("*.xsd"))):
        text = path.read_text(encoding="utf-8")
        for relative, absolute in (
            ('"../../si/', '"https://ptb.de/si/'),
            ('"../../d-sig/', '"https://www.ptb.de/dcc/d-sig/'),
            ('"qudt/', '"https://www.ptb.de/si/v2.2.1/qudt/'),
        ):
            text = text.replace(relative, absolute)
        (source / f"{number}.xsd").write_text(text, encoding="utf-8")
    original = SchemaStore(tmp_path / "store")
    original.install(source)
    for version in VERSIONS:
        assert original.schema(version) is not None
    assert read(f"valid/{VALID[3]}", original).accepted


@pytest.mark.parametrize("name", VALID)
def test_valid_samples_become_certificates(schemas: SchemaStore | None, name: str) -> None:
    result = read(f"valid/{name}", schemas)
    assert codes(result, "error") == []
    assert result.certificate is not None
    quantities = [q for t in result.certificate.results for c in t.columns for q in c.quantities]
    assert any(
        (q.uncertainty, q.coverage_factor, q.coverage_probability)[1:] == ("2", "0.95") for q in quantities
    )
    assert all(read_unit(q.unit).verdict == "good" for q in quantities)
    assert result.certificate.dcc.validated_with.startswith("XSD" if schemas else "Antin structural checks")


def test_the_extensive_sample_in_full(store: SchemaStore) -> None:
    certificate = read(f"valid/{VALID[0]}", store).certificate
    assert certificate is not None
    assert certificate.number == "GP_DCC_temperature_extensive_1.2"
    assert certificate.issued == DAY
    assert certificate.instrument.name.vi == "Temperature sensor"
    assert certificate.instrument.serial == "string-manufacturer-item"
    assert certificate.instrument.asset_id == "string-customer-item"
    assert certificate.laboratory_names == ("Kalibrierfirma GmbH",)
    errors = next(t for t in certificate.results if t.name.vi == "Measuring results").columns[-1]
    assert [q.value for q in errors.quantities] == ["0.072", "0.089", "0.107", "-0.009", "-0.084"]
    assert {q.uncertainty for q in errors.quantities} == {"0.061"}


def test_invalid_syntax_names_the_line(schemas: SchemaStore | None) -> None:
    result = read("invalid/dcclib_3.3.0_invalid_syntax.xml", schemas)
    assert result.certificate is None
    assert (error(result).code, error(result).where) == (
        "XML_NOT_WELL_FORMED",
        "dcclib_3.3.0_invalid_syntax.xml:7",
    )


def test_invalid_schema_names_each_line(schemas: SchemaStore | None) -> None:
    result = read("invalid/dcclib_3.3.0_invalid_schema.xml", schemas)
    assert result.certificate is None
    found = {(f.code, f.where.split(":")[1]) for f in result.findings if f.severity == "error"}
    if schemas:
        assert found == {("DCC_XSD", "17"), ("DCC_XSD", "35")}
    else:
        assert found == {("DCC_ELEMENT_VALUE", "17"), ("DCC_ELEMENT_MISSING", "34")}


def test_a_signature_with_its_authority_is_good(schemas: SchemaStore | None) -> None:
    result = read(f"signed/{DCCLIB}", schemas, anchors=("dcclib_ca.pem",))
    assert result.accepted
    assert [report.status for report in result.signatures] == ["good"]
    assert not [code for code in codes(result, "warning") if "SIGNATURE" in code]


@pytest.mark.parametrize(
    ("name", "day", "anchors", "warned"),
    [
        (DCCLIB, DAY, (), ["DCC_SIGNATURE_UNTRUSTED"]),
        (DCCLIB, date(2027, 2, 1), ("dcclib_ca.pem",), ["DCC_SIGNATURE_EXPIRED"]),
        (GP, date(2023, 10, 1), ("root.crt", "sub.crt"), []),
        (GP, DAY, ("root.crt", "sub.crt"), ["DCC_SIGNATURE_EXPIRED"]),
        (GP, DAY, (), ["DCC_SIGNATURE_EXPIRED", "DCC_SIGNATURE_UNTRUSTED"]),
        (GP, date(2023, 10, 1), ("dcclib_ca.pem",), ["DCC_SIGNATURE_UNTRUSTED"]),
    ],
)
def test_signers_are_judged_at_the_day_of_issue(
    schemas: SchemaStore | None, name: str, day: date, anchors: tuple[str, ...], warned: list[str]
) -> None:
    result = read(f"signed/{name}", schemas, day=day, anchors=anchors)
    assert result.accepted
    assert [code for code in codes(result, "warning") if "SIGNATURE" in code] == warned


def test_a_manipulated_file_is_refused(schemas: SchemaStore | None) -> None:
    result = read(f"signed/{MANIPULATED}", schemas, anchors=("root.crt", "sub.crt"))
    assert result.certificate is None
    assert codes(result, "error") == ["DCC_SIGNATURE_BROKEN"]


@pytest.mark.parametrize("version", ["3.1.1", "3.1.2"])
def test_a_signed_file_of_a_version_that_knows_no_signature_is_validated_without_it(
    store: SchemaStore, version: str
) -> None:
    """The signature itself is judged on the exact bytes, so this changed file is refused for that alone."""
    data = shared(f"dcc/samples/signed/{DCCLIB}").read_bytes()
    signature = data[data.index(b"<ds:Signature") : data.index(b"</dcc:digitalCalibrationCertificate>")]
    plain = shared(f"dcc/samples/valid/{VALID[1]}").read_bytes().replace(b"3.1.1", version.encode())
    signed = plain.replace(
        b"</dcc:digitalCalibrationCertificate>", signature + b"</dcc:digitalCalibrationCertificate>"
    )
    result = read_dcc(signed, "x.xml", schemas=store, body="X", issue_day=DAY)
    assert codes(result, "error") == ["DCC_SIGNATURE_BROKEN"]


@pytest.mark.parametrize("name", ["root.crt", "sub.crt", "signer.crt", "dcclib_ca.pem", "dcclib_cert.pem"])
def test_every_published_certificate_can_be_an_anchor(name: str) -> None:
    assert read(f"signed/{DCCLIB}", None, anchors=(name,)).accepted


def test_the_laboratory_of_the_samples() -> None:
    result = read(f"valid/{VALID[0]}", None)
    assert check_laboratory(result, ["kalibrierfirma gmbh"], []) is None
    assert check_laboratory(result, ["Phòng hiệu chuẩn mẫu"], ["VILAS 999"]) is not None


@pytest.mark.parametrize(
    ("quality", "verdicts"),
    [
        ("2022-05-23-GOLD-examples.xml", {"good"}),
        ("2022-05-23-SILVER-examples.xml", {"good"}),
        ("2022-05-23-BRONZE-examples.xml", {"deprecated"}),
        ("2022-05-23-IMPROVABLE-examples.xml", {"good", "wrong"}),
        ("2023-03-31-PLATINUM-examples-1.xml", {"good"}),
    ],
)
def test_units_of_the_dsi_quality_classes(quality: str, verdicts: set[str]) -> None:
    text = shared(f"dcc/samples/dsi/{quality}").read_text(encoding="utf-8")
    units = {part.split("<")[0] for part in text.split("nit>")[1::2]}
    assert {read_unit(unit.strip()).verdict for unit in units if unit.strip()} == verdicts


_Change = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\\kelvin", b"\\kelvins"),
        lambda data: data.replace(b"expandedUncXMLList", b"labelXMLList"),
        lambda data: data.replace(b"<dcc:uniqueIdentifier>", b"<dcc:uniqueIdentifier>\xc3\x90"),
        lambda data: data[:-100],
        lambda data: data.replace(b'https://ptb.de/dcc"', b'https://ptb.de/dcc/"', 1),
    ],
)
def test_a_valid_sample_that_was_damaged_is_refused(schemas: SchemaStore | None, change: _Change) -> None:
    data = change(shared(f"dcc/samples/valid/{VALID[2]}").read_bytes())
    result = read_dcc(data, "x.xml", schemas=schemas, body="X", issue_day=DAY)
    assert result.certificate is None
    assert codes(result, "error")
