# SPDX-License-Identifier: Apache-2.0
"""What the eight conformity assessment methods ask of a certificate (domain §2.1).

Method 1 is valid for at most a year or for the tested sample only; 2 to 6 for at most three years under
surveillance; 7 for this lot and 8 for these units only, both without an end of validity. These hold under
every law that the registry knows; what depends on the date of a law is advice or policy data, not here.
"""

from datetime import date
from typing import Protocol

from registry.core.certificate.common import Validity, broken

LOT_METHOD = 7
UNIT_METHOD = 8
SURVEILLED_METHODS = range(2, 7)
MAX_CYCLE_METHOD_5 = 12
_WRONG_MARK = {"hop_quy": "CS", "hop_chuan": "CR"}


class Cycle(Protocol):
    """A surveillance cycle, in months."""

    @property
    def months(self) -> int:
        """Months between two surveillances."""


def check_validity(method: int, validity: Validity | None) -> None:
    """Raises ``CertificateError``: VALIDITY_UNEXPECTED, VALIDITY_REQUIRED, VALIDITY_TOO_LONG."""
    if method in (LOT_METHOD, UNIT_METHOD):
        if validity is not None:
            raise broken("VALIDITY_UNEXPECTED", path=("validity",), method=method)
        return
    if validity is None:
        if method == 1:
            return  # valid for the tested sample only
        raise broken("VALIDITY_REQUIRED", path=("validity",), method=method)
    years = 1 if method == 1 else 3
    if validity.last >= years_later(validity.first, years):
        raise broken("VALIDITY_TOO_LONG", path=("validity", "last"), method=method, years=years)


def check_surveillance(method: int, surveillance: Cycle | None) -> None:
    """Raises ``CertificateError``: SURVEILLANCE_REQUIRED, SURVEILLANCE_CYCLE."""
    if method in SURVEILLED_METHODS and surveillance is None:
        raise broken("SURVEILLANCE_REQUIRED", method=method)
    if method == 5 and surveillance and surveillance.months > MAX_CYCLE_METHOD_5:
        raise broken("SURVEILLANCE_CYCLE", path=("surveillance", "months"), months=surveillance.months)


def check_lot(method: int, present: bool) -> None:
    """Raises ``CertificateError``: LOT_REQUIRED, LOT_UNEXPECTED."""
    if method == LOT_METHOD and not present:
        raise broken("LOT_REQUIRED")
    if method != LOT_METHOD and present:
        raise broken("LOT_UNEXPECTED", method=method)


def check_serials(method: int, *, inline: bool, attached: bool) -> None:
    """Raises ``CertificateError``: SERIALS_TWICE, SERIALS_REQUIRED, SERIALS_UNEXPECTED."""
    path = ("serials_file",) if attached else ("serials",)
    if inline and attached:
        raise broken("SERIALS_TWICE", path=path)
    if method == UNIT_METHOD and not (inline or attached):
        raise broken("SERIALS_REQUIRED", path=path)
    if method != UNIT_METHOD and (inline or attached):
        raise broken("SERIALS_UNEXPECTED", path=path, method=method)


def check_mark(scheme: str, mark: str | None) -> None:
    """Raises ``CertificateError`` MARK_SCHEME: CR belongs to hợp quy, CS to hợp chuẩn."""
    if mark is not None and _WRONG_MARK[scheme] == mark:
        raise broken("MARK_SCHEME", mark=mark, scheme="hợp quy" if scheme == "hop_quy" else "hợp chuẩn")


def years_later(day: date, years: int) -> date:
    """The same day ``years`` later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)
