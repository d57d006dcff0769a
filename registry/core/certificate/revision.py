# SPDX-License-Identifier: Apache-2.0
"""Revisions of one certificate (protocol §3.1): what only a look at the previous one can tell."""

from collections.abc import Iterator

from registry.core.certificate.calibration import CalibrationCertificate
from registry.core.certificate.common import Change, shown
from registry.core.certificate.conformity import ConformityCertificate
from registry.core.text import normal_number
from registry.errors import Finding

MAY_MOVE_END = frozenset({Change.VALIDITY_EXTENDED, Change.REPLACED})
_Certificate = ConformityCertificate | CalibrationCertificate


def check_revision(previous: _Certificate, new: _Certificate) -> list[Finding]:
    """Why ``new`` cannot follow ``previous``; empty if it can.

    Codes: REVISION_OTHER (another body, number or kind), REVISION_STEP, REVISION_END (the end of validity
    moved without ``validity_extended`` or ``replaced``), REVISION_NOT_EXTENDED, and as a warning
    REVISION_BEFORE (issued before the revision that it follows).
    """
    if other := _same_certificate(previous, new):
        return [other]
    return [*_step(previous, new), *_end(previous, new), *_order(previous, new)]


def _same_certificate(previous: _Certificate, new: _Certificate) -> Finding | None:
    for field, old, now in (
        ("kind", previous.kind, new.kind),
        ("body", previous.body, new.body),
        ("number", normal_number(previous.number), normal_number(new.number)),
    ):
        if old != now:
            params: dict[str, object] = {
                "field": field,
                "previous": getattr(previous, field),
                "new": getattr(new, field),
            }
            return Finding("REVISION_OTHER", "error", field, params)
    return None


def _step(previous: _Certificate, new: _Certificate) -> Iterator[Finding]:
    expected = previous.revision + 1
    if new.revision != expected:
        yield Finding("REVISION_STEP", "error", "revision", {"revision": new.revision, "expected": expected})


def _end(previous: _Certificate, new: _Certificate) -> Iterator[Finding]:
    old = previous.validity.last if previous.validity else None
    end = new.validity.last if new.validity else None
    params: dict[str, object] = {
        "previous": shown(old),
        "new": shown(end),
        "change": new.change.value if new.change else "–",
    }
    if old != end and new.change not in MAY_MOVE_END:
        yield Finding("REVISION_END", "error", "validity.last", params)
    elif new.change is Change.VALIDITY_EXTENDED and (old is None or end is None or end <= old):
        yield Finding("REVISION_NOT_EXTENDED", "error", "validity.last", params)


def _order(previous: _Certificate, new: _Certificate) -> Iterator[Finding]:
    if new.issued < previous.issued:
        params: dict[str, object] = {"previous": shown(previous.issued), "new": shown(new.issued)}
        yield Finding("REVISION_BEFORE", "warning", "issued", params)
