# SPDX-License-Identifier: Apache-2.0
"""Hostile and damaged XML: each a coded finding with file and line, none of it costly."""

import pytest

from registry.intake.safe_xml import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS
from tests.unit.intake.dcc_files import SAMPLE, changed, errors, read

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<lolz>&c;</lolz>"""
EXTERNAL = b"""<?xml version="1.0"?>
<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<r>&x;</r>"""


def refused(data: bytes, code: str, line: int | None) -> None:
    result = read(data)
    assert result.certificate is None
    assert errors(result) == [code]
    assert result.findings[0].where == ("a.xml" if line is None else f"a.xml:{line}")


@pytest.mark.parametrize("data", [LAUGHS, EXTERNAL])
def test_entities_are_refused_before_anything_is_expanded(data: bytes) -> None:
    refused(data, "XML_DOCTYPE", 2)


def test_a_doctype_is_refused_even_without_entities() -> None:
    declaration = b'<?xml version="1.0" encoding="UTF-8"?>'
    data = SAMPLE.replace(declaration, declaration + b"\n<!DOCTYPE dcc>")
    refused(data, "XML_DOCTYPE", 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_doctype_does_not_hide_in_another_encoding(encoding: str) -> None:
    text = LAUGHS.decode().replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>')
    refused(text.encode(encoding), "XML_DOCTYPE", 2)


def test_the_word_doctype_inside_a_comment_or_cdata_is_no_doctype() -> None:
    data = changed(
        "<dcc:content>PressureCal</dcc:content>", "<dcc:content><![CDATA[<!DOCTYPE x>]]></dcc:content>"
    )
    assert errors(read(data)) == []


def test_an_undefined_entity_is_not_well_formed() -> None:
    result = read(changed("PG-10", "&model;"))
    assert errors(result) == ["XML_NOT_WELL_FORMED"]
    assert result.findings[0].where == "a.xml:22"


def test_an_xinclude_fetches_nothing() -> None:
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    )
    result = read(changed("<dcc:model>PG-10</dcc:model>", f"<dcc:model>PG-10{include}</dcc:model>"))
    assert result.certificate is not None
    assert result.certificate.instrument.model == "PG-10"


def test_an_oversized_file_is_not_parsed() -> None:
    refused(SAMPLE + b" " * MAX_BYTES, "XML_TOO_LARGE", None)


@pytest.mark.parametrize("data", [b"", b" \n\t"])
def test_an_empty_file(data: bytes) -> None:
    refused(data, "XML_EMPTY", None)


def test_a_truncated_file_names_the_line_where_it_breaks_off() -> None:
    result = read(SAMPLE[: len(SAMPLE) // 2])
    assert errors(result) == ["XML_NOT_WELL_FORMED"]
    assert result.findings[0].where.startswith("a.xml:3")


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 300, 100_000])
def test_deep_nesting(depth: int) -> None:
    refused(b"<a>" * depth + b"</a>" * depth, "XML_TOO_DEEP", 1)


def test_a_flood_of_elements_never_becomes_a_tree() -> None:
    refused(b"<a>" + b"<b/>" * (MAX_ELEMENTS + 1) + b"</a>", "XML_TOO_MANY_ELEMENTS", 1)


def test_an_unknown_encoding() -> None:
    refused(b'<?xml version="1.0" encoding="x-unknown"?><a/>', "XML_ENCODING", 1)


def test_bytes_that_are_no_utf8() -> None:
    result = read(SAMPLE.replace("Nhà máy mẫu".encode(), b"Nh\xe0 m\xe1y"))
    assert errors(result) == ["XML_NOT_WELL_FORMED"]


def test_the_wrong_namespace_is_another_document() -> None:
    result = read(changed("https://ptb.de/dcc", "https://example.org/dcc"))
    assert errors(result) == ["DCC_NOT_A_DCC"]
    assert result.findings[0].where == "a.xml:3"


@pytest.mark.parametrize("version", ["2.4.0", "3.4.0", "3.4.0-rc.2", "3.3", ""])
def test_other_versions_are_refused(version: str) -> None:
    result = read(changed('schemaVersion="3.3.0"', f'schemaVersion="{version}"'))
    assert errors(result) == ["DCC_VERSION"]
    assert result.schema_version is None


def test_a_comment_inside_a_value_does_not_cut_it() -> None:
    result = read(changed("SN88912", "SN88<!-- cut -->912"))
    assert result.certificate is not None
    assert result.certificate.instrument.serial == "SN88912"
