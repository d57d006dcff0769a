# SPDX-License-Identifier: Apache-2.0
"""A certificate's facts as lines to compare with the paper: first the summary's, then the credential's.

Values are shown as they were signed; only dates, decimals and coded values are written for readers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.api.language import Language
from registry.core.summary import CertificateSummary
from verifier_app.formats import day_text, decimal_text
from verifier_app.words import words


@dataclass(frozen=True, slots=True)
class Fact:
    """One line; ``lang`` where the value is in a known language."""

    label: str
    value: str
    strong: bool = False
    lang: str = ""


def summary_facts(
    summary: CertificateSummary, body_name: str, conforms_to: str, lang: Language
) -> tuple[Fact, ...]:
    """What the anchored summary says: first what an officer compares, then the rest."""
    w, kind = words(lang), summary.kind
    revision = f" ({w['revision'].format(n=summary.revision)})" if summary.revision else ""
    body = f"{body_name} ({summary.body})" if body_name and body_name != summary.body else summary.body
    lines = (
        Fact(w["number"], summary.number + revision, strong=True),
        Fact(w[f"name_{kind}"], summary.name, strong=True, lang="vi"),
        Fact(w["model"], summary.model or "", strong=True),
        Fact(w[f"serial_{kind}"], summary.serial or "", strong=True),
        Fact(w[f"scopes_{kind}"], conforms_to, strong=kind == "conformity", lang="vi"),
        Fact(w["holder"], summary.holder or "", lang="vi"),
        Fact(w["validity"], _validity(summary, w)),
        Fact(w["body"], body, lang="vi"),
        Fact(w["issued"], day_text(summary.issued)),
        Fact(w["kind"], w[kind]),
        Fact(w["method"], str(summary.method or "")),
        Fact(w["risk"], w.get(f"risk_{summary.risk}", summary.risk or "")),
        Fact(w["mark"], summary.mark or ""),
    )
    return tuple(line for line in lines if line.value)


def norms_text(details: Mapping[str, Any]) -> str:
    """The norms with their amendments, as the credential lists them; empty for a calibration."""
    return "; ".join(", ".join((n["code"], *n.get("amendments", ()))) for n in _all(details, "norms"))


def detail_facts(details: Mapping[str, Any], lang: Language) -> tuple[Fact, ...]:
    """What the credential adds for the whole certificate."""
    w = words(lang)
    surveillance = details.get("surveillance")
    serials_file = details.get("serials_file")
    instrument = details.get("instrument", {})
    lines = (
        _bilingual(w["scope_text"], details.get("scope_text"), lang),
        Fact(w["importers"], "; ".join(_importer(i, w) for i in _all(details, "importers"))),
        *_lot(details.get("lot", {}), lang),
        Fact(w["serials"], ", ".join(_all(details, "serials"))),
        Fact(w["serials"], w["serials_file"].format(**serials_file) if serials_file else ""),
        Fact(w["test_reports"], "; ".join(_test_report(r) for r in _all(details, "test_reports"))),
        Fact(w["surveillance"], _surveillance(surveillance, w) if surveillance else ""),
        Fact(w["instrument_manufacturer"], instrument.get("manufacturer", "")),
        Fact(w["asset_id"], instrument.get("asset_id", "")),
        Fact(w["performed"], _span(details.get("performed_from"), details.get("performed_to"))),
    )
    return tuple(line for line in lines if line.value)


def product_facts(details: Mapping[str, Any], lang: Language) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """Each product of a conformity certificate with what an officer compares."""
    return tuple(
        (_text(product["name"], lang), _product(product, lang)) for product in _all(details, "products")
    )


def _product(product: Mapping[str, Any], lang: Language) -> tuple[Fact, ...]:
    w, maker = words(lang), product["manufacturer"]
    lines = (
        Fact(w["brand"], product["brand"]),
        Fact(w["models"], ", ".join(product["models"]), strong=True),
        Fact(w["hs_codes"], ", ".join(product.get("hs_codes", ())), strong=True),
        _bilingual(w["characteristics"], product["characteristics"], lang),
        Fact(w["origin"], product["origin"]),
        Fact(w["manufacturer"], ", ".join(filter(None, (maker["name"], maker.get("address"))))),
        Fact(w["site"], product["site"]),
        Fact(w["gtin"], product.get("gtin", "")),
    )
    return tuple(line for line in lines if line.value)


def _importer(importer: Mapping[str, str], w: dict[str, str]) -> str:
    return f"{importer['name']}, {w['tax_code']} {importer['tax_code']}"


def _bilingual(label: str, pair: Mapping[str, str] | None, lang: Language) -> Fact:
    return Fact(label, _text(pair, lang), lang=lang if pair and pair.get(lang) else "vi")


def _validity(summary: CertificateSummary, w: dict[str, str]) -> str:
    if summary.validity:
        first, last = summary.validity
        return w["validity_span"].format(first=day_text(first), last=day_text(last))
    if summary.kind == "calibration":
        return w["validity_none_calibration"]
    return w.get(f"validity_none_{summary.method}", w["validity_none"])


def _lot(lot: Mapping[str, str], lang: Language) -> tuple[Fact, ...]:
    if not lot:
        return ()
    w = words(lang)
    names = ("declaration_number", "bill_of_lading", "contract_number", "invoice_number", "port")
    quantity = f"{decimal_text(lot['quantity'], lang)} {lot['unit']}"
    papers = tuple(Fact(w[f"lot_{name}"], lot.get(name, "")) for name in names)
    return (
        Fact(w["lot"], lot["number"], strong=True),
        Fact(w["lot_quantity"], quantity, strong=True),
        *papers,
    )


def _surveillance(cycle: Mapping[str, Any], w: dict[str, str]) -> str:
    return w["surveillance_text"].format(months=cycle["months"], first_due=_day(cycle["first_due"]))


def _test_report(report: Mapping[str, str]) -> str:
    return f"{report['number']} ({_day(report['issued'])}, {report['laboratory']})"


def _span(first: str | None, last: str | None) -> str:
    if not first or not last:
        return ""
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _day(text: str) -> str:
    return day_text(date.fromisoformat(text))


def _text(pair: Mapping[str, str] | None, lang: Language) -> str:
    return "" if pair is None else pair.get(lang) or pair["vi"]


def _all(details: Mapping[str, Any], name: str) -> list[Any]:
    value = details.get(name, [])
    return value if isinstance(value, list) else []
