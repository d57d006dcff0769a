# SPDX-License-Identifier: Apache-2.0
"""Documents are told apart by what is in them; their names may lie."""

import base64
import io
import json
import zipfile

import pytest

from registry.intake.documents import detect
from registry.intake.roster_json import dump_roster
from registry.intake.roster_write import write_csv
from registry.intake.template import example_certificates, write_workbook

EXAMPLES = example_certificates("hop-chuan")
DCC = '<dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc" schemaVersion="3.3.0"/>'
HEADER = base64.urlsafe_b64encode(b'{"alg":"ES256"}').rstrip(b"=")


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, b"x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (write_workbook(EXAMPLES), "xlsx"),
        (write_workbook(EXAMPLES)[:-200], "xlsx"),
        (archive("word/document.xml"), "unknown"),
        (b"PK\x03\x04", "unknown"),
        (write_csv(EXAMPLES), "csv"),
        (write_csv(EXAMPLES, encoding="cp1258", delimiter=";"), "csv"),
        (dump_roster(EXAMPLES), "json-roster"),
        (dump_roster(EXAMPLES)[:-10], "json-roster"),
        (DCC.encode(), "dcc-xml"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a < b --><?pi x?>' + DCC.encode(), "dcc-xml"),
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{DCC}'.encode(), "dcc-xml"),
        (f'<?xml version="1.0" encoding="UTF-16"?>{DCC}'.encode("utf-16"), "dcc-xml"),
        (b"<digitalCalibrationCertificate", "dcc-xml"),
        (b"<html><digitalCalibrationCertificate/></html>", "unknown"),
        (b'{"format":"antin-bundle","version":1}', "bundle"),
        (b'{"anchors":[{"body":"VD-CERT","chain_id":1', "bundle"),
        (json.dumps({"@context": [], "type": ["DigitalConformityCredential"]}).encode(), "untp-json"),
        (b'{"type":["DigitalConformityCredential"]}', "unknown"),
        (b'{"a":1}', "unknown"),
        (b"{" * 10_000, "unknown"),
        (HEADER + b".e30.c2ln\n", "jws"),
        (b"www.example.vn", "unknown"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image"),
        (b"", "unknown"),
        (b"a,b\n1,2\n", "unknown"),
        (bytes(range(256)), "unknown"),
    ],
)
@pytest.mark.parametrize("name", ["", "renamed.pdf", "renamed.xlsx"])
def test_content_decides(data: bytes, kind: str, name: str) -> None:
    assert detect(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"a,b\n1,2\n", "roster.CSV", "csv"),
        (b"\xff\xfea\0", "roster.csv", "csv"),
        (b"", "roster.csv", "unknown"),
        (b"<other/>", "file.xml", "dcc-xml"),
        (b"\x89PNG\r\n\x1a\n", "roster.csv", "image"),
        (b'{"a":1}', "roster.csv", "unknown"),
    ],
)
def test_a_name_settles_only_what_content_leaves_open(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind
