# SPDX-License-Identifier: Apache-2.0
"""The schema store, with small schemas of our own in place of PTB's."""

from pathlib import Path

import pytest

from registry.core.hashing import sha256
from registry.errors import EvidenceError, InputError
from registry.intake.schemas import SchemaStore
from tests.unit.intake.dcc_files import SAMPLE, changed, errors, read, the, warnings

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def dcc_xsd(version: str = "3.3.0", si: str = "https://ptb.de/si/v2.2.1/SI_Format.xsd") -> str:
    """A schema that demands little: root, version, and that its children are DCC elements or a signature."""
    return f"""<xs:schema version="{version}" {XS} targetNamespace="https://ptb.de/dcc"
 elementFormDefault="qualified">
<xs:import namespace="https://ptb.de/si" schemaLocation="{si}"/>
<xs:element name="digitalCalibrationCertificate"><xs:complexType><xs:sequence>
<xs:element name="administrativeData"><xs:complexType><xs:sequence>
<xs:any processContents="skip" minOccurs="5" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType></xs:element>
<xs:element name="measurementResults"><xs:complexType><xs:sequence>
<xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
</xs:sequence><xs:attribute name="schemaVersion" use="required"/></xs:complexType></xs:element></xs:schema>"""


def si_xsd(version: str = "2.2.1") -> str:
    return f'<xs:schema version="{version}" {XS} targetNamespace="https://ptb.de/si"/>'


def folder(tmp_path: Path, **files: str) -> Path:
    source = tmp_path / "published"
    for name, text in files.items():
        path = source / f"{name.replace('__', '/')}.xsd"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return source


def installed(tmp_path: Path, **files: str) -> SchemaStore:
    store = SchemaStore(tmp_path / "store")
    store.install(folder(tmp_path, **files))
    return store


def test_installing_records_name_version_and_digest(tmp_path: Path) -> None:
    store = SchemaStore(tmp_path / "store")
    entries = store.install(folder(tmp_path, deep__down__dcc=dcc_xsd(), SI_Format=si_xsd()))
    assert entries == [
        ("dcc.xsd", "3.3.0", sha256(dcc_xsd().encode()).hex()),
        ("SI_Format.xsd", "2.2.1", sha256(si_xsd().encode()).hex()),
    ]
    assert SchemaStore(tmp_path / "store").installed() == entries


def test_a_validation_names_the_schema_with_its_digest(tmp_path: Path) -> None:
    result = read(SAMPLE, schemas=installed(tmp_path, dcc=dcc_xsd(), SI_Format=si_xsd()))
    assert errors(result) == []
    assert "DCC_NO_XSD" not in warnings(result)
    assert result.certificate is not None
    assert result.certificate.dcc.validated_with == (
        f"XSD dcc.xsd 3.3.0 SHA-256 {sha256(dcc_xsd().encode()).hex()}; "
        f"SI_Format.xsd 2.2.1 SHA-256 {sha256(si_xsd().encode()).hex()}"
    )


def test_a_file_that_breaks_the_schema_is_refused_with_its_line(tmp_path: Path) -> None:
    store = installed(tmp_path, dcc=dcc_xsd(), SI_Format=si_xsd())
    end = "</dcc:measurementResults>"
    result = read(changed(end, f"{end}<dcc:unknown/>"), schemas=store)
    found = the(result, "DCC_XSD")
    assert found.where == "a.xml:46"
    assert "dcc:unknown" in str(found.params["reason"])


def test_a_version_that_is_not_installed_falls_back_to_our_checks(tmp_path: Path) -> None:
    store = installed(tmp_path, dcc=dcc_xsd("3.2.1"), SI_Format=si_xsd())
    result = read(SAMPLE, schemas=store)
    assert result.validated_with.startswith("Antin structural checks")
    assert "DCC_NO_XSD" in warnings(result)


def test_an_absent_folder_is_an_empty_store(tmp_path: Path) -> None:
    store = SchemaStore(tmp_path / "nowhere")
    assert store.installed() == []
    assert store.schema("3.3.0") is None


def test_a_changed_file_is_noticed_on_use(tmp_path: Path) -> None:
    store = installed(tmp_path, dcc=dcc_xsd(), SI_Format=si_xsd())
    assert store.schema("3.3.0") is not None
    (tmp_path / "store/si/v2.2.1/SI_Format.xsd").write_text(si_xsd() + " ", encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        store.schema("3.3.0")
    assert caught.value.code == "SCHEMA_CHANGED"


def test_a_file_that_went_is_noticed_too(tmp_path: Path) -> None:
    store = installed(tmp_path, dcc=dcc_xsd(), SI_Format=si_xsd())
    (tmp_path / "store/dcc/v3.3.0/dcc.xsd").unlink()
    with pytest.raises(EvidenceError) as caught:
        store.schema("3.3.0")
    assert caught.value.code == "SCHEMA_CHANGED"


def test_installing_again_takes_the_new_file(tmp_path: Path) -> None:
    store = installed(tmp_path, dcc=dcc_xsd(), SI_Format=si_xsd())
    before = store.schema("3.3.0")
    store.install(folder(tmp_path, dcc=dcc_xsd() + "\n"))
    after = store.schema("3.3.0")
    assert before is not None
    assert after is not None
    assert before.label != after.label


def test_a_missing_import_is_never_fetched(tmp_path: Path) -> None:
    store = installed(tmp_path, dcc=dcc_xsd())
    with pytest.raises(EvidenceError) as caught:
        store.schema("3.3.0")
    assert caught.value.code == "SCHEMA_INCOMPLETE"


def test_an_import_from_elsewhere_is_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside.xsd"
    outside.write_text(si_xsd(), encoding="utf-8")
    store = installed(tmp_path, dcc=dcc_xsd(si=outside.as_uri()), SI_Format=si_xsd())
    with pytest.raises(EvidenceError) as caught:
        store.schema("3.3.0")
    assert caught.value.code == "SCHEMA_INCOMPLETE"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "SCHEMA_NOT_FOUND"),
        ({"SI_Format": si_xsd()}, "SCHEMA_NOT_FOUND"),
        ({"dcc": dcc_xsd("4.0.0")}, "SCHEMA_UNKNOWN_VERSION"),
        ({"dcc": dcc_xsd(), "SI_Format": si_xsd("9.9.9")}, "SCHEMA_UNKNOWN_VERSION"),
        ({"dcc": dcc_xsd(), "broken": "<xs:schema"}, "SCHEMA_UNREADABLE"),
        ({"dcc": dcc_xsd(), "other__dcc": dcc_xsd() + "\n"}, "SCHEMA_CONFLICT"),
    ],
)
def test_what_cannot_be_installed_leaves_nothing_behind(
    tmp_path: Path, files: dict[str, str], code: str
) -> None:
    store = SchemaStore(tmp_path / "store")
    with pytest.raises(InputError) as caught:
        store.install(folder(tmp_path, **files))
    assert caught.value.code == code
    assert not (tmp_path / "store").exists()


def test_a_damaged_manifest_is_noticed(tmp_path: Path) -> None:
    store = installed(tmp_path, dcc=dcc_xsd(), SI_Format=si_xsd())
    (tmp_path / "store/manifest.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        store.installed()
    assert caught.value.code == "SCHEMA_MANIFEST"


def test_mathml_is_allowed_once_its_schema_is_installed(tmp_path: Path) -> None:
    mathml = f"""<xs:schema {XS} targetNamespace="http://www.w3.org/1998/Math/MathML">
<xs:element name="math"/></xs:schema>"""
    empty = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>'
    math = f"<dcc:formula><dcc:mathml>{empty}</dcc:mathml></dcc:formula>"
    data = changed("</dcc:list></dcc:data>", f"</dcc:list>{math}</dcc:data>")
    without = installed(tmp_path / "a", dcc=dcc_xsd(), SI_Format=si_xsd())
    beside = installed(tmp_path / "b", dcc=dcc_xsd(), SI_Format=si_xsd(), mathml3=mathml)
    assert errors(read(data, schemas=without)) == ["DCC_FOREIGN_XML"]
    assert errors(read(data, schemas=beside)) == []
