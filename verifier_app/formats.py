# SPDX-License-Identifier: Apache-2.0
"""How dates, times, ages and decimals are written for readers: Vietnam's day, dd/MM/yyyy, decimal comma."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from registry.api.language import Language

# Vietnam has no daylight saving: a fixed offset needs no time zone database (protocol §6).
VIETNAM = timezone(timedelta(hours=7))
_DECIMAL = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d+)(?:\.(?P<part>\d+))?(?:[eE](?P<exponent>[+-]?\d+))?\Z")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_AGES = (
    (86_400, "ngày", "day"),
    (3_600, "giờ", "hour"),
    (60, "phút", "minute"),
    (1, "giây", "second"),
)


def day_text(day: date) -> str:
    """dd/MM/yyyy in both languages: what stands on Vietnamese paper."""
    return day.strftime("%d/%m/%Y")


def time_text(seconds: int) -> str:
    """UTC seconds as HH:MM:SS dd/MM/yyyy of Vietnam."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM).strftime("%H:%M:%S %d/%m/%Y")


def time_attribute(seconds: int) -> str:
    """The same instant for ``<time datetime>``."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM).isoformat()


def age_text(seconds: int, lang: Language) -> str:
    """“3 phút trước”, “3 minutes ago”; in the largest whole unit, never rounded up."""
    if seconds < 1:
        return "vừa xong" if lang == "vi" else "just now"
    size, vietnamese, english = next(unit for unit in _AGES if seconds >= unit[0])
    count = seconds // size
    if lang == "vi":
        return f"{count} {vietnamese} trước"
    return f"{count} {english}{'' if count == 1 else 's'} ago"


def decimal_text(value: str, lang: Language) -> str:
    """A decimal string with all its digits: a decimal comma in Vietnamese, a true minus, powers of ten
    written out. Anything that is no decimal is returned as it is.
    """
    match = _DECIMAL.match(value)
    if match is None:
        return value
    sign = {"-": "−", "+": "+", "": ""}[match["sign"]]
    part = f"{',' if lang == 'vi' else '.'}{match['part']}" if match["part"] else ""
    power = f" × 10{str(int(match['exponent'])).translate(_SUPERSCRIPT)}" if match["exponent"] else ""
    return f"{sign}{match['digits']}{part}{power}"


def sentence(text: str) -> str:
    """A message as a sentence: capital letter, full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")
