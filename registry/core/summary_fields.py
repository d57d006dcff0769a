# SPDX-License-Identifier: Apache-2.0
"""Reads a summary's map field by field, bounded and typed; unknown keys are refused (protocol §3.3)."""

import re
import unicodedata
from datetime import date
from typing import Any

from registry.core import constants as c
from registry.core.text import has_invisible
from registry.errors import InputError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_UINT_MAX = (1 << 32) - 1


def _bad(reason: str) -> InputError:
    return InputError("SUMMARY_FORMAT", reason=reason)


class FieldReader:
    """Takes fields out of a decoded map; ``finish`` refuses what is left over."""

    def __init__(self, fields: dict[int, Any]) -> None:
        self._left = dict(fields)

    def certificate(self, kind: str) -> dict[str, Any]:
        """The fields of a certificate's summary under the names of ``CertificateSummary``."""
        if kind not in ("conformity", "calibration"):
            raise _bad(f"unknown kind {kind!r}")
        name, model, serial = self._subject()
        method, risk, mark = self._scheme()
        fields = {
            "kind": kind, "body": self.text(2, c.MAX_BODY_CODE), "number": self.text(3, c.MAX_NUMBER),
            "revision": self.uint(4), "name": name, "model": model, "serial": serial,
            "holder": self.optional_text(6, c.MAX_HOLDER), "grants": self._grants(), "scopes": self._scopes(),
            "issued": self._day(self._take(9)), "validity": self._validity(),
            "previous": self.optional_bytes(11, 32), "network": self.text(12, c.MAX_NETWORK),
            "credential_sha256": self.octets(13, 32),
            "dcc_sha256": self.optional_bytes(14, 32), "method": method, "risk": risk, "mark": mark,
        }  # fmt: skip
        if kind == "calibration" and fields["holder"] is not None:
            raise _bad("a calibration names no holder")
        if kind == "calibration" and (method, risk, mark) != (None, None, None):
            raise _bad("a calibration has neither method nor risk level nor mark")
        if kind == "conformity" and fields["dcc_sha256"] is not None:
            raise _bad("a conformity certificate names no DCC file")
        if (fields["revision"] == 0) != (fields["previous"] is None):
            raise _bad("a later revision names its previous one, the first names none")
        return fields

    def file(self) -> dict[str, Any]:
        """The fields of a file statement under the names of ``FileSummary``."""
        return {
            "body": self.text(2, c.MAX_BODY_CODE), "network": self.text(12, c.MAX_NETWORK),
            "leaf": self.octets(16, 32), "sha256": self.octets(17, 32), "media_type": self.text(18, 100),
            "language": self.optional_text(19, 35), "random": self.octets(20, 16),
        }  # fmt: skip

    def finish(self) -> None:
        """Refuse unknown fields: what is not understood is not passed on as checked."""
        if self._left:
            raise _bad(f"unknown fields {sorted(map(str, self._left))}")

    def uint(self, key: int) -> int:
        """An unsigned integer below 2^32."""
        return self._uint(self._take(key), key)

    def text(self, key: int, limit: int) -> str:
        """A non-empty NFC text of at most ``limit`` characters."""
        return self._text(self._take(key), limit, key)

    def optional_text(self, key: int, limit: int) -> str | None:
        """The same, or ``None`` where the key is absent."""
        return self.text(key, limit) if key in self._left else None

    def octets(self, key: int, size: int) -> bytes:
        """A byte string of exactly ``size`` bytes."""
        value = self._take(key)
        if type(value) is not bytes or len(value) != size:
            raise _bad(f"field {key} is not {size} bytes")
        return value

    def optional_bytes(self, key: int, size: int) -> bytes | None:
        """The same, or ``None`` where the key is absent."""
        return self.octets(key, size) if key in self._left else None

    def _take(self, key: int) -> Any:
        if key not in self._left:
            raise _bad(f"field {key} is missing")
        return self._left.pop(key)

    def _uint(self, value: Any, key: int) -> int:
        if type(value) is not int or not 0 <= value <= _UINT_MAX:
            raise _bad(f"field {key} is not an unsigned number")
        return value

    def _text(self, value: Any, limit: int, key: int) -> str:
        if type(value) is not str or not value or len(value) > limit:
            raise _bad(f"field {key} is not a text of 1 to {limit} characters")
        if unicodedata.normalize("NFC", value) != value:
            raise _bad(f"field {key} is not in form NFC")
        if has_invisible(value):
            raise _bad(f"field {key} holds an invisible character or a line break")
        return value

    def _list(self, key: int, low: int, high: int) -> list[Any]:
        value = self._take(key)
        if type(value) is not list or not low <= len(value) <= high:
            raise _bad(f"field {key} is not a list of {low} to {high} values")
        return value

    def _subject(self) -> tuple[str, str | None, str | None]:
        name, model, serial = self._list(5, 3, 3)
        return (
            self._text(name, c.MAX_SUBJECT_NAME, 5),
            None if model is None else self._text(model, c.MAX_MODEL, 5),
            None if serial is None else self._text(serial, c.MAX_SERIAL, 5),
        )

    def _grants(self) -> tuple[int, ...]:
        grants = tuple(self._uint(value, 7) for value in self._list(7, 1, c.MAX_GRANTS))
        if any(not 1 <= g <= 0xFFFF for g in grants) or list(grants) != sorted(set(grants)):
            raise _bad("field 7 is not a strictly ascending list of grants")
        return grants

    def _scopes(self) -> tuple[str, ...]:
        scopes = tuple(self._text(value, c.MAX_SCOPE, 8) for value in self._list(8, 1, c.MAX_SCOPES))
        if len(set(scopes)) != len(scopes):
            raise _bad("field 8 repeats a scope")
        return scopes

    def _validity(self) -> tuple[date, date] | None:
        if 10 not in self._left:
            return None
        first, last = (self._day(value) for value in self._list(10, 2, 2))
        if last < first:
            raise _bad("the last valid day lies before the first")
        return first, last

    def _day(self, value: Any) -> date:
        if type(value) is not str or not _DAY.match(value):
            raise _bad("a date is not written YYYY-MM-DD")
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise _bad(f"{value} is no calendar day") from error

    def _scheme(self) -> tuple[int | None, str | None, str | None]:
        if 15 not in self._left:
            return None, None, None
        method, risk, mark = self._list(15, 3, 3)
        if (method, risk, mark) == (None, None, None):
            raise _bad("field 15 is empty")
        return (
            None if method is None else self._uint(method, 15),
            None if risk is None else self._text(risk, 16, 15),
            None if mark is None else self._text(mark, 8, 15),
        )
