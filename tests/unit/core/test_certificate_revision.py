# SPDX-License-Identifier: Apache-2.0
"""Revisions (protocol §3.1): only validity_extended and replaced may move the end of validity."""

from datetime import date, timedelta
from typing import Any

import pytest

from registry.core.certificate import ConformityCertificate
from registry.core.certificate.common import Change, Validity
from registry.core.certificate.revision import check_revision
from registry.intake.roster_examples import example_certificates

FIRST, LOT = example_certificates("hop-quy")[:2]
END = date(2029, 7, 14)


def revised(change: str, last: date | None = END, **more: Any) -> ConformityCertificate:
    validity = Validity(first=date(2026, 7, 15), last=last) if last else None
    update = {"revision": 1, "change": Change(change), "validity": validity, **more}
    return FIRST.model_copy(update=update)


def codes(new: ConformityCertificate, previous: ConformityCertificate = FIRST) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in check_revision(previous, new)]


@pytest.mark.parametrize(
    "change", ["correction", "holder_change", "scope_extended", "scope_reduced", "replaced"]
)
def test_the_same_end_is_fine(change: str) -> None:
    assert codes(revised(change)) == []


@pytest.mark.parametrize("change", ["correction", "holder_change", "scope_extended", "scope_reduced"])
@pytest.mark.parametrize("last", [END + timedelta(days=1), END - timedelta(days=1), None])
def test_others_may_not_move_the_end(change: str, last: date | None) -> None:
    assert codes(revised(change, last)) == [("REVISION_END", "validity.last")]


@pytest.mark.parametrize("last", [END + timedelta(days=1), END - timedelta(days=1), None])
def test_a_replacement_may(last: date | None) -> None:
    assert codes(revised("replaced", last)) == []


@pytest.mark.parametrize(
    ("last", "fine"),
    [(END + timedelta(days=1), True), (END, False), (END - timedelta(days=1), False), (None, False)],
)
def test_an_extension_extends(last: date | None, fine: bool) -> None:
    assert codes(revised("validity_extended", last)) == (
        [] if fine else [("REVISION_NOT_EXTENDED", "validity.last")]
    )


def test_steps_and_days() -> None:
    assert codes(revised("correction", revision=2)) == [("REVISION_STEP", "revision")]
    assert codes(FIRST) == [("REVISION_STEP", "revision")]
    assert codes(revised("correction", issued=date(2026, 7, 14))) == [("REVISION_BEFORE", "issued")]
    (warning,) = check_revision(FIRST, revised("correction", issued=date(2026, 7, 14)))
    assert warning.severity == "warning"


def test_another_certificate_is_no_revision() -> None:
    assert codes(revised("correction", number="vd-cert/hq 2026 000123")) == []
    assert codes(revised("correction", number="X")) == [("REVISION_OTHER", "number")]
    assert codes(revised("correction", body="X")) == [("REVISION_OTHER", "body")]


def test_a_lot_certificate_has_no_end_to_move() -> None:
    new = LOT.model_copy(update={"revision": 1, "change": Change.CORRECTION})
    assert codes(new, LOT) == []
    assert codes(new.model_copy(update={"change": Change.VALIDITY_EXTENDED}), LOT) == [
        ("REVISION_NOT_EXTENDED", "validity.last")
    ]
