# SPDX-License-Identifier: Apache-2.0
"""Languages, problems and QR pictures, apart from any route."""

import io

import pytest
import zxingcpp
from lxml import etree
from PIL import Image
from starlette.requests import Request

from registry.api.language import language_of
from registry.api.problems import problem_of, problem_response, status_of
from registry.api.qr_image import short_qr_png, short_qr_svg
from registry.core.qr import short_qr
from registry.core.types import Code
from registry.errors import (
    EvidenceError,
    Finding,
    FindingsError,
    InputError,
    InternalError,
    RefusedError,
    RegistryError,
    TransientError,
    UsageError,
)

CODE = Code("NTFSEKAHK1662GV88RHAP0JYN6Q6ZDWT")


def _request(header: str = "", query: str = "") -> Request:
    headers = [(b"accept-language", header.encode())] if header else []
    return Request({"type": "http", "headers": headers, "query_string": query.encode()})


@pytest.mark.parametrize(
    ("header", "query", "language"),
    [
        ("", "", "vi"),
        ("en-GB,en;q=0.9", "", "en"),
        ("vi;q=0.5, en;q=0.8", "", "en"),
        ("en;q=0.5, vi-VN", "", "vi"),
        ("fr, *", "", "vi"),
        ("en;q=x", "", "vi"),
        ("en", "lang=vi", "vi"),
        ("", "lang=en", "en"),
        ("en", "lang=<b>", "vi"),
    ],
)
def test_the_api_answers_in_the_language_asked_for_and_else_in_vietnamese(
    header: str, query: str, language: str
) -> None:
    assert language_of(_request(header, query)) == language


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("TEXT_EMPTY"), 422),
        (InputError("CODE_MISTYPED"), 400),
        (UsageError("DATE_IN_FUTURE"), 400),
        (RefusedError("BODY_NOT_ACTIVE"), 403),
        (RefusedError("NUMBER_OF_SEVERAL_BODIES"), 409),
        (RefusedError("CERTIFICATE_UNKNOWN"), 404),
        (TransientError("CHAIN_UNREACHABLE"), 503),
        (EvidenceError("NETWORK_UNKNOWN"), 502),
        (InputError("REQUEST_TOO_LARGE"), 413),
        (InternalError("ANY_BUG"), 500),
    ],
)
def test_each_class_of_error_has_its_status(error: RegistryError, status: int) -> None:
    assert status_of(error) == status


def test_only_what_may_pass_says_when_to_try_again() -> None:
    passing = problem_response(problem_of(TransientError("CHAIN_UNREACHABLE"), "vi"), "http://h")
    lasting = problem_response(problem_of(RefusedError("CERTIFICATE_UNKNOWN"), "vi"), "http://h")
    assert "retry-after" in passing.headers
    assert "retry-after" not in lasting.headers
    assert lasting.headers["content-type"] == "application/problem+json"


def test_an_internal_fault_tells_nothing_of_its_inside() -> None:
    problem = problem_of(InternalError("STORE_DAMAGED", "/var/secret", path="/var/secret"), "en")
    assert (problem.status, problem.code, problem.where) == (500, "INTERNAL", "")


def test_every_defect_of_an_input_is_listed() -> None:
    findings = [Finding("REQUEST_FORMAT", "error", f"field{i}", {"reason": "x"}) for i in range(3)]
    problem = problem_of(FindingsError(findings), "en")
    assert [defect["where"] for defect in problem.errors] == ["field0", "field1", "field2"]


def test_the_png_reads_back_as_the_short_qr() -> None:
    image = Image.open(io.BytesIO(short_qr_png("http://127.0.0.1:8123", CODE)))
    read = zxingcpp.read_barcodes(image.convert("L"))
    assert [symbol.text for symbol in read] == [short_qr("http://127.0.0.1:8123", CODE)]


def test_the_svg_is_well_formed_and_carries_no_script() -> None:
    svg = short_qr_svg("http://127.0.0.1:8123", CODE)
    root = etree.fromstring(svg)
    assert {etree.QName(e).localname for e in root.iter()} == {"svg", "path"}
