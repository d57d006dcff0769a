# SPDX-License-Identifier: Apache-2.0
"""What issuing lets through, verification finds valid: the two rooms decide by one policy."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.records import Basis, State
from registry.service.bundle import StoredBundles, bundle_of
from registry.service.change_status import Change, change_status
from registry.verify import Report, Status, Verdict, recognise, verify
from tests.unit.core.samples import QCVN
from tests.unit.service.world import (
    CERTIFIES,
    DCC,
    OTHER_QCVN,
    START,
    UNLISTED,
    World,
    calibration_draft,
    draft,
    new_world,
    trust_list,
)

DAY = 86_400
BOTH = [{"code": QCVN}, {"code": OTHER_QCVN}]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = new_world(tmp_path)
    for basis, scope in ((Basis.REGISTRATION, CERTIFIES), (Basis.DESIGNATION, OTHER_QCVN)):
        made.chain.grant("VD-CERT", basis, scope, valid_from=START - 300 * DAY)
    yield made
    made.close()


def judged(world: World, data: bytes, name: str = "bundle.json") -> Report:
    trust = trust_list(world.chain)
    pinned = replace(
        trust.networks[0].contracts[0],
        code_hash=world.chain.code_hash(world.chain.contract, world.chain.head()),
    )
    trust = replace(trust, networks=(replace(trust.networks[0], contracts=(pinned,)),))
    source = StoredBundles(world.stores[-1])
    return verify(recognise(data, name), trust=trust, readers=[world.chain], bundles=source, now=world.now())


def doubts(report: Report) -> list[str]:
    """What failed or could not be told."""
    fine = (Status.PASS, Status.WARN, Status.SKIPPED)
    return [f"{c.number} {c.code}" for c in report.checks if c.status not in fine]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"risk": "TRUNG_BINH"},
        {"risk": "THAP"},
        {"risk": None},
        {"norms": [{"code": OTHER_QCVN}]},
        {"norms": BOTH},
        {"norms": BOTH[::-1], "risk": "THAP"},
        {"issued": "2026-11-22"},
        {"norms": [{"code": "Sửa đổi 1:2016 QCVN 4:2009/BKHCN"}]},
        {"norms": [{"code": "qcvn 04:2009"}], "risk": "THAP", "products": UNLISTED},
        {"issued": "2026-06-20", "validity": {"first": "2026-06-20", "last": "2029-06-19"}, "risk": None},
        {
            "revision": 0,
            "method": 1,
            "surveillance": None,
            "validity": {"first": "2026-07-15", "last": "2027-07-14"},
        },
    ],
)
def test_conformity(world: World, changes: dict[str, Any]) -> None:
    (issued,) = world.anchored(draft(**changes)).issued
    report = judged(world, bundle_of(issued.code, store=world.stores[-1]))
    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


def test_calibration_by_bundle_and_by_its_file(world: World) -> None:
    (issued,) = world.anchored(calibration_draft(), body="VD-LAB").issued
    for data, name in ((bundle_of(issued.code, store=world.stores[-1]), "bundle.json"), (DCC, "dcc.xml")):
        report = judged(world, data, name)
        assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


def test_later_revision(world: World) -> None:
    old, new = world.anchored(draft("A-1"), draft("A-1", revision=1, change="correction")).issued
    assert judged(world, bundle_of(new.code, store=world.stores[-1])).verdict is Verdict.VALID
    report = judged(world, bundle_of(old.code, store=world.stores[-1]))
    assert (report.verdict, report.check(8).code) == (Verdict.VALID, "ANSWERED_BY_NEWER")


def test_suspension_by_the_body_makes_it_invalid(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    data = bundle_of(issued.code, store=world.stores[-1])
    change_status(issued.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    report = judged(world, data)
    assert report.verdict is Verdict.INVALID
    assert bundle_of(issued.code, store=world.stores[-1]) == data
