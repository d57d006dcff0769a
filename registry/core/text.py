# SPDX-License-Identifier: Apache-2.0
"""Vietnamese text before it is hashed: NFC, no look-alikes, no invisible characters, bounded.

NFC and NFD spellings hash differently, and NFC does not unify Đ (U+0110) with Ð (U+00D0): both defects
would make two prints of one name two different certificates.
"""

import re
import unicodedata

from registry.errors import InputError

# The letter that a Vietnamese reader takes each one for.
_LOOK_ALIKES = {
    "\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ",
    "\u0131": "i", "\u017f": "s", "\u212a": "K", "\u212b": "Å", "\u2160": "I", "\u2164": "V", "\u2169": "X",
    # Greek, then Cyrillic, capitals and small letters.
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)), "ο": "o", "ν": "v",
    **dict(zip("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS", strict=True)),
    **dict(zip("аеорсухіјѕ", "aeopcyxijs", strict=True)),
}  # fmt: skip
_FOREIGN_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "FULLWIDTH", "MATHEMATICAL")
# Greek letters that stand for quantities and units, not for Latin letters.
_ALLOWED = frozenset("µμΩαβγδΔεθλπρσΣτφω°")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
# NFD writes a Vietnamese letter with up to three characters; spaces around a text are trimmed.
_LONGEST = 8
_NUMBER_CHARS = 1_000
_MAX_MARKS = 30
_NOT_ASCII = re.compile(r"[^\x00-\x7f]{31,}")
# A spreadsheet takes these for the beginning of a formula, after blanks and in full width as well.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DASHES = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212\uff0d_]+")


def check_text(value: str, limit: int, where: str = "") -> str:
    """``value`` in NFC, trimmed, checked.

    Raises ``InputError``: TEXT_EMPTY, TEXT_TOO_LONG, TEXT_CONTROL, TEXT_LOOK_ALIKE.
    """
    if len(value) > _LONGEST * limit:  # before anything looks at it closely
        raise InputError("TEXT_TOO_LONG", where, length=len(value), limit=limit)
    text = unicodedata.normalize("NFC", value).strip()
    if not text:
        raise InputError("TEXT_EMPTY", where)
    if len(text) > limit:
        raise InputError("TEXT_TOO_LONG", where, length=len(text), limit=limit)
    refuse_invisible(text, where, lines=True)
    _refuse_look_alikes(text, where)
    return text


def spreadsheet_cell(text: str) -> str:
    """``text`` so that a spreadsheet shows it and computes nothing."""
    formula = text.lstrip().startswith(_FORMULA) or text[:1] in ("\t", "\r", "\n")
    return "'" + text if formula else text


def require_nfc(value: str, where: str = "") -> str:
    """``value`` unchanged, or ``InputError`` TEXT_NOT_NFC: signed bytes are never repaired."""
    if unicodedata.normalize("NFC", value) != value:
        raise InputError("TEXT_NOT_NFC", where, text=value)
    return value


def has_invisible(text: str, *, lines: bool = False) -> bool:
    """Whether ``text`` holds characters that ``check_text`` refuses as invisible; line breaks only with
    ``lines`` pass. Signed texts reach terminals and pages: they must not steer what stands around them.
    """
    if text.isprintable():
        return False
    return any(unicodedata.category(char) in _INVISIBLE and not (lines and char == "\n") for char in text)


def refuse_invisible(text: str, where: str, *, lines: bool = False) -> None:
    """Raises ``InputError`` TEXT_CONTROL for what ``has_invisible`` finds."""
    for char in text:
        if has_invisible(char, lines=lines):
            raise InputError("TEXT_CONTROL", where, name=_name(char))


def normal_number(number: str) -> str:
    """The form under which a number is found: regardless of case, spaces and dashes."""
    return _DASHES.sub("", unicodedata.normalize("NFC", number[:_NUMBER_CHARS])).casefold()


def check_marks(text: str, where: str = "") -> None:
    """Raises ``InputError`` TEXT_MARKS for more than 30 combining marks in a row (UAX #15, Stream-Safe Text
    Format): no language writes so, and to bring them into their order takes quadratic time.
    """
    for found in _NOT_ASCII.finditer(text):
        run = 0
        for char in found[0]:
            run = run + 1 if unicodedata.combining(char) else 0
            if run > _MAX_MARKS:
                raise InputError("TEXT_MARKS", where, limit=_MAX_MARKS)


def _refuse_look_alikes(text: str, where: str) -> None:
    for char in text:
        instead = _LOOK_ALIKES.get(char) or _foreign(char)
        if instead:
            raise InputError(
                "TEXT_LOOK_ALIKE", where, text=text, char=char, name=_name(char), instead=instead
            )


def _foreign(char: str) -> str | None:
    if char.isascii() or char in _ALLOWED or not char.isalpha():
        return None
    name = _name(char)
    if not name.startswith(_FOREIGN_SCRIPTS):
        return None
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char else name.rsplit(" ", 1)[-1]


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}")
