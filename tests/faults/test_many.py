# SPDX-License-Identifier: Apache-2.0
"""Break every write and every call of a change of many certificates, before and after its effect."""

from dataclasses import replace
from pathlib import Path

import pytest

from registry.core.records import State
from registry.errors import TransientError
from registry.ports.store_rows import Phase
from registry.service import change_many as module
from registry.service.anchor import recover
from registry.service.change_many import Changed, change_many
from registry.service.change_status import Change
from registry.service.targets import Target, target_of
from registry.testing.faults import Faults
from tests.faults.test_anchoring import faulty
from tests.unit.service.world import World, draft, new_world

SUSPEND = Change(State.SUSPENDED, 1)
CALLS = ("commit", "identity", "head", "slots", "check_status", "prepare_status", "broadcast", "receipt")


def ready(folder: Path) -> tuple[World, list[Target]]:
    folder.mkdir()
    world = new_world(folder)
    world.anchored(*(draft(f"A-{n}") for n in range(3)))
    with world.stores[-1].reading() as work:
        return world, [target_of(row) for row in work.certificates.each()]


def change(world: World, targets: list[Target], faults: Faults) -> list[Changed]:
    store, chain = faulty(world, faults)
    return change_many(
        targets, SUSPEND, deps=replace(world.anchor_deps(), store=store, reader=chain, writer=chain)
    )


@pytest.fixture(autouse=True)
def _two_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ITEMS", 2)


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize("name", CALLS)
def test_each_call_may_fail_once_and_the_same_call_goes_on(
    tmp_path: Path, name: str, persisted: bool
) -> None:
    counting = Faults()
    world, targets = ready(tmp_path / "count")
    change(world, targets, counting)
    world.close()
    for number in range(1, counting.calls[name] + 1):
        fresh, targets = ready(tmp_path / str(number))
        before = fresh.events()
        with pytest.raises(TransientError):
            change(fresh, targets, Faults((name, number), persisted))
        assert fresh.disagreements(fresh.open()) == []
        if number % 2:
            recover(fresh.anchor_deps(store=fresh.open()))
        done = change(fresh, targets, Faults())
        assert all(one.request is None or one.request.phase is Phase.FINAL for one in done)
        assert fresh.events() - before == 3
        with fresh.stores[-1].reading() as work:
            rows = work.statuses.in_phases(tuple(Phase))
            assert work.attempts.unsettled() == []
        assert [(row.phase, row.lead) for row in rows] == [
            (Phase.FINAL, None), (Phase.FINAL, rows[0].key), (Phase.FINAL, None),
        ]  # fmt: skip
        fresh.close()
