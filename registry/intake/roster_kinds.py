# SPDX-License-Identifier: Apache-2.0
"""Kinds of columns: how each reads a cell and writes it back, alone or as a list in one cell.

Lists in a cell are separated by ``;`` or a line break, the parts of an entry by ``|``. Reading what was
written gives the same value; the writer refuses what the separators cannot express.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.core.certificate.conformity import year_in_code
from registry.errors import Finding, InputError
from registry.intake import roster_values as values
from registry.intake.countries import COUNTRIES
from registry.intake.roster_values import CellValue


@dataclass(slots=True)
class CellReport:
    """What reading one cell found; ``where`` is the cell, ``heading`` the column as the reader knows it."""

    where: str
    heading: str
    findings: list[Finding] = field(default_factory=list)
    failed: bool = False

    def fail(self, error: InputError) -> None:
        """The cell is refused."""
        self.failed = True
        self.findings.append(
            Finding(error.code, "error", self.where, {"field": self.heading, **error.params})
        )

    def warn(self, code: str, **params: object) -> None:
        """The cell is read, and something about it is said."""
        self.findings.append(Finding(code, "warning", self.where, {"field": self.heading, **params}))


@dataclass(frozen=True, slots=True)
class Kind:
    """``read`` gives what the model takes (refusals go to the report); ``write`` is its inverse.

    ``as_text`` asks the template for the Text format; ``choices`` for a dropdown.
    """

    read: Callable[[CellValue, CellReport], Any]
    write: Callable[[Any], CellValue] = str
    as_text: bool = True
    choices: tuple[str, ...] = ()
    is_date: bool = False


def _text(value: CellValue, report: CellReport) -> str:
    text = values.read_text(value)
    if not isinstance(value, str):
        report.warn("CELL_NUMERIC_TEXT", text=text)
    elif not unicodedata.is_normalized("NFC", value):
        report.warn("TEXT_COMPOSED")
    return text


def digits(*lengths: int, drop: str = " \u00a0") -> Kind:
    """An identifier of digits with one of ``lengths``."""
    return Kind(lambda value, _report: values.read_digits(value, lengths, drop))


def choice(labels: Mapping[str, str]) -> Kind:
    """One of ``labels`` (value to Vietnamese label)."""
    return Kind(
        lambda value, _report: values.read_choice(value, labels),
        lambda value: labels[str(value)],
        choices=tuple(labels.values()),
    )


def many(read: Callable[[str, CellReport], Any], write: Callable[[Any], str] = str, extra: str = "") -> Kind:
    """A list in one cell, separated by ``;``, a line break, or one of ``extra``; every bad entry is told."""
    split = re.compile(f"[;\n\r{re.escape(extra)}]")

    def read_all(value: CellValue, report: CellReport) -> list[Any]:
        found = []
        # A text is cut first, so that each entry is judged by its own reader.
        text = unicodedata.normalize("NFC", value) if isinstance(value, str) else _text(value, report)
        if isinstance(value, str) and text != value:
            report.warn("TEXT_COMPOSED")
        for entry in split.split(text):
            if entry := entry.strip():
                try:
                    found.append(read(entry, report))
                except InputError as error:
                    report.fail(error)
        return found

    return Kind(read_all, lambda items: "; ".join(write(item) for item in items))


def _method(value: CellValue, _report: CellReport) -> int:
    found = re.fullmatch(r"(?:pt|phuongthuc|method)?(\d)", values.fold(values.shown_cell(value)))
    if not found:
        raise InputError("FIELD_INTEGER", text=values.shown_cell(value))
    return int(found[1])


def _mark(value: CellValue, _report: CellReport) -> str | None:
    mark = values.read_choice(value, {"CR": "CR", "CS": "CS", "none": "Không"})
    return None if mark == "none" else mark


def _country(value: CellValue, _report: CellReport) -> str:
    text = values.read_text(value)
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    code = COUNTRIES.get(values.fold(text))
    if code is None:
        raise InputError("COUNTRY_CELL", text=text[:80])
    return code


def _hs(value: CellValue, report: CellReport) -> list[str]:
    if not isinstance(value, str):
        return [values.read_digits(value, (6, 8))]
    return list(_HS_LIST.read(value, report))


def _parts(form: str, entry: str, low: int, high: int) -> list[str]:
    parts = [part.strip() for part in entry.split("|")]
    if not low <= len(parts) <= high or not all(parts):
        raise InputError("CELL_PARTS", text=entry[:80], form=form)
    return parts


def _norm(entry: str, _report: CellReport) -> dict[str, Any]:
    code, *amendments = (part.strip() for part in re.split(r"\s[+&]\s", entry))
    norm: dict[str, Any] = {"code": code, "amendments": amendments}
    if stated := re.fullmatch(r"(.+\S)\s*\((\d{4})\)", code):
        norm.update(code=stated[1], year=int(stated[2]))
    return norm


def _norm_text(norm: Any) -> str:
    year = f" ({norm.year})" if norm.year and year_in_code(norm.code) is None else ""
    return " + ".join([norm.code + year, *norm.amendments])


def _report_entry(entry: str, _report: CellReport) -> dict[str, Any]:
    number, day, laboratory = _parts("số | dd/MM/yyyy | tổ chức thử nghiệm", entry, 3, 3)
    return {"number": number, "date": values.read_date(day), "laboratory": laboratory}


def _importer(entry: str, _report: CellReport) -> dict[str, Any]:
    name, code = _parts("tên | mã số thuế", entry, 2, 2)
    return {"name": name, "tax_code": values.read_digits(code, (10, 13))}


def _attachment(entry: str, _report: CellReport) -> dict[str, Any]:
    title, media, digest, *pages = _parts("tên | kiểu tệp | SHA-256 | số trang", entry, 3, 4)
    found: dict[str, Any] = {"title": title, "media_type": media, "sha256": digest.lower()}
    return {**found, "pages": values.read_integer(pages[0])} if pages else found


def _authority(entry: str, _report: CellReport) -> dict[str, Any]:
    basis, colon, rest = entry.partition(":")
    found = re.fullmatch(r"(.*?\S)\s*(?:\(([^()]*)\))?", rest.strip())
    if not colon or not found:
        raise InputError("CELL_PARTS", text=entry[:80], form="Chỉ định: số (dd/MM/yyyy)")
    day = values.read_date(found[2]) if found[2] else None
    return {"basis": values.read_choice(basis, BASES), "number": found[1], "date": day}


def _serials_file(value: CellValue, report: CellReport) -> dict[str, Any]:
    name, *rest = _parts("tên tệp | số lượng | SHA-256", _text(value, report), 1, 3)
    found: dict[str, Any] = {"file_name": name}
    if rest:
        found["count"] = values.read_integer(rest[0])
    if rest[1:]:
        found["sha256"] = rest[1].lower()
    return found


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _joined(*parts: object) -> str:
    return " | ".join(str(part) for part in parts if part is not None)


def _authority_text(item: Any) -> str:
    return f"{BASES[item.basis]}: {item.number}" + (f" ({_day(item.date_of)})" if item.date_of else "")


BASES = {
    "registration": "Đăng ký",
    "accreditation": "Công nhận",
    "designation": "Chỉ định",
    "recognition": "Thừa nhận",
}
CHANGES = {
    "correction": "Đính chính",
    "holder_change": "Đổi chủ giấy",
    "scope_extended": "Mở rộng phạm vi",
    "scope_reduced": "Thu hẹp phạm vi",
    "validity_extended": "Gia hạn",
    "replaced": "Thay thế",
}
TEXT = Kind(_text)
INTEGER = Kind(lambda value, _report: values.read_integer(value), int, as_text=False)
DECIMAL = Kind(lambda value, _report: values.read_decimal(value), lambda value: value.replace(".", ","))
DATE = Kind(lambda value, _report: values.read_date(value), lambda day: day, as_text=False, is_date=True)
METHOD = Kind(_method, int, as_text=False, choices=tuple("12345678"))
SCHEME = choice({"hop_quy": "Hợp quy", "hop_chuan": "Hợp chuẩn"})
RISK = choice({"THAP": "Thấp", "TRUNG_BINH": "Trung bình", "CAO": "Cao"})
CHANGE = choice(CHANGES)
MARK = Kind(_mark, choices=("CR", "CS", "Không"))
COUNTRY = Kind(_country)
TAX = digits(10, 13)
DECLARATION = digits(12)
GTIN = digits(8, 12, 13, 14)
_HS_LIST = many(lambda entry, _report: values.read_digits(entry, (6, 8), " .\u00a0"), extra=",")
HS = Kind(_hs, _HS_LIST.write)
TEXTS = many(lambda entry, _report: values.read_text(entry))
SERIALS = many(lambda entry, _report: values.read_text(entry), extra=",")
NORMS = many(_norm, _norm_text)
REPORTS = many(_report_entry, lambda item: _joined(item.number, _day(item.issued), item.laboratory))
IMPORTERS = many(_importer, lambda item: _joined(item.name, item.tax_code))
ATTACHMENTS = many(_attachment, lambda item: _joined(item.title, item.media_type, item.sha256, item.pages))
AUTHORITIES = many(_authority, _authority_text)
SERIALS_FILE = Kind(_serials_file, lambda item: _joined(item.file_name, item.count, item.sha256))
