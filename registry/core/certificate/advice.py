# SPDX-License-Identifier: Apache-2.0
"""What a paper certificate ought to carry and a model does not force: warnings, never refusals (domain §2).

Legal duties change with dated circulars and belong to policy data; a body is told what is usually asked.
"""

from collections.abc import Callable, Iterator
from datetime import date

from registry.core.certificate.common import Path, shown
from registry.core.certificate.conformity import ConformityCertificate
from registry.core.certificate.findings import dotted
from registry.errors import Finding

RISK_LEVELS_SINCE = date(2026, 7, 1)
"""Decree 37/2026/NĐ-CP art. 97: three risk levels; some circulars start later, hence only a warning."""
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_EXPECTED = (
    "issuer_authority", "legal_basis", "signatory_role", "test_reports", "mark_licence",
)  # fmt: skip


def advise(
    certificate: ConformityCertificate,
    where_of: Callable[[Path], str] = dotted,
    label_of: Callable[[Path], str] = dotted,
) -> list[Finding]:
    """Warnings only.

    Codes: FIELD_EXPECTED, RISK_EXPECTED, IMPORT_EXPECTED, NORM_SCHEME, VALIDITY_PAST, TAX_CODE_CHECK.
    """
    found = [
        *_absent(certificate),
        *_risk(certificate),
        *_imports(certificate),
        *_norms(certificate),
        *_days(certificate),
        *_tax_codes(certificate),
    ]
    return [
        Finding(code, "warning", where_of(path), {"field": label_of(path), **params})
        for path, code, params in found
    ]


_Advice = Iterator[tuple[Path, str, dict[str, object]]]


def _absent(cert: ConformityCertificate) -> _Advice:
    for field in _EXPECTED:
        if not getattr(cert, field):
            yield (field,), "FIELD_EXPECTED", {}


def _risk(cert: ConformityCertificate) -> _Advice:
    if cert.scheme == "hop_quy" and cert.risk is None and cert.issued >= RISK_LEVELS_SINCE:
        yield ("risk",), "RISK_EXPECTED", {}


def _imports(cert: ConformityCertificate) -> _Advice:
    if cert.scheme != "hop_quy":
        return
    imported = [i for i, product in enumerate(cert.products) if product.origin != "VN"]
    for i in imported:
        if not cert.products[i].hs_codes:
            yield ("products", i, "hs_codes"), "IMPORT_EXPECTED", {}
    if imported and not cert.importers:
        yield ("importers",), "IMPORT_EXPECTED", {}


def _norms(cert: ConformityCertificate) -> _Advice:
    regulations = [norm.code.upper().startswith("QCVN") for norm in cert.norms]
    if any(regulations) != (cert.scheme == "hop_quy"):
        yield ("norms",), "NORM_SCHEME", {"scheme": "hợp quy" if cert.scheme == "hop_quy" else "hợp chuẩn"}


def _days(cert: ConformityCertificate) -> _Advice:
    if cert.validity and cert.validity.last < cert.issued:
        yield (
            ("validity", "last"),
            "VALIDITY_PAST",
            {"last": shown(cert.validity.last), "issued": shown(cert.issued)},
        )


def _tax_codes(cert: ConformityCertificate) -> _Advice:
    codes: list[tuple[Path, str | None]] = [(("holder", "tax_code"), cert.holder.tax_code)]
    codes += [(("importers", i, "tax_code"), importer.tax_code) for i, importer in enumerate(cert.importers)]
    codes += [
        (("products", i, "manufacturer", "tax_code"), product.manufacturer.tax_code)
        for i, product in enumerate(cert.products)
    ]
    for path, code in codes:
        if code and not tax_check_digit_fits(code):
            yield path, "TAX_CODE_CHECK", {"text": code}


def tax_check_digit_fits(code: str) -> bool:
    """The tenth digit against the first nine (weights 31 … 3, modulo 11).

    Old and special series exist that do not follow it, and the fictional codes 00000000xx do not on
    purpose, so a misfit never refuses.
    """
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, code, strict=False))
    return 10 - total % 11 == int(code[9])
