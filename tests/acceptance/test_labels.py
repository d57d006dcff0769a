# SPDX-License-Identifier: Apache-2.0
"""The printed sheet: Chromium prints it, the raster decodes, and a label is 25 mm wide on paper."""

import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from registry.core.constants import MAX_NUMBER
from registry.core.types import Code
from registry.printing.sheet import LABEL_MM, Label, label_sheet
from tests.acceptance.papers import papers, roster
from tests.acceptance.town import PUBLIC_URL, Town

pytestmark = pytest.mark.browser

DPI = 300
QUIET_MODULES = 4  # ISO/IEC 18004, 9.1


@pytest.fixture(scope="module")
def tools() -> dict[str, str]:
    """Chromium and poppler; skips with the remedy where one is missing."""
    found: dict[str, str] = {}
    for program, package in (("chromium", "chromium"), ("pdftoppm", "poppler-utils")):
        path = shutil.which(program)
        if path is None:
            pytest.skip(f"needs {program}: apt install {package}")
        found[program] = path
    return found


def print_pages(tools: dict[str, str], page: Path, folder: Path) -> list[Path]:
    """The page as an A4 PDF, each of its pages as a picture at 300 dpi."""
    pdf = folder / "labels.pdf"
    subprocess.run(
        [
            tools["chromium"], "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}",
            page.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    subprocess.run(
        [tools["pdftoppm"], "-r", str(DPI), "-gray", "-png", str(pdf), str(folder / "page")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return sorted(folder.glob("page*.png"))


def read_codes(picture: Path) -> list[zxingcpp.Barcode]:
    with Image.open(picture) as image:
        formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
        return list(zxingcpp.read_barcodes(image.convert("L"), formats=formats))


def side_mm(barcode: zxingcpp.Barcode) -> float:
    """Side of the printed symbol with its quiet zone, from the corners that the decoder found."""
    modules = 33  # version 4 (ISO/IEC 18004, 6.3.1): 67 characters at level Q
    corners = barcode.position
    width = abs(corners.top_right.x - corners.top_left.x)
    return width / DPI * 25.4 * (modules + 2 * QUIET_MODULES) / modules


def test_every_printed_label_decodes_and_measures_25_mm(
    town: Town, tools: dict[str, str], tmp_path: Path
) -> None:
    body = town.body().code
    path = roster(tmp_path / "roster.xlsx", papers(body))
    certificates = town.call("issue", path, "--body", body, "--json").json()["certificates"]
    codes = [c["code"] for c in certificates]
    printed = town.antin("qr", *codes, "--out", tmp_path / "qr", "--json")
    assert printed.exit_code == 0, printed.err

    (page,) = print_pages(tools, tmp_path / "qr" / "labels.html", tmp_path)
    with Image.open(page) as image:
        assert image.size == pytest.approx((210 / 25.4 * DPI, 297 / 25.4 * DPI), abs=3), "A4"
    found = read_codes(page)
    assert {barcode.text for barcode in found} == {f"{PUBLIC_URL.upper()}/C/{code}" for code in codes}
    for barcode in found:
        assert side_mm(barcode) == pytest.approx(LABEL_MM, abs=0.5)
    for code in codes:
        with Image.open(tmp_path / "qr" / f"{code}.png") as image:
            assert image.width == image.height
        (png,) = read_codes(tmp_path / "qr" / f"{code}.png")
        assert png.text.endswith(code)


def test_a_sheet_of_many_labels_breaks_into_pages(tools: dict[str, str], tmp_path: Path) -> None:
    number = "VD-CERT/HQ-2026-000001/SỐ-DÀI-NHẤT-".ljust(MAX_NUMBER, "W")
    labels = [Label(number, Code(f"{n:032d}")) for n in range(1, 41)]
    sheet = tmp_path / "labels.html"
    sheet.write_text(label_sheet(labels, PUBLIC_URL), encoding="utf-8")
    pages = print_pages(tools, sheet, tmp_path)
    assert len(pages) == 3
    texts = [barcode.text for page in pages for barcode in read_codes(page)]
    assert sorted(texts) == sorted(f"{PUBLIC_URL.upper()}/C/{label.code}" for label in labels)
