# SPDX-License-Identifier: Apache-2.0
"""Break every write and every call of a surveillance record, before and after its effect."""

from dataclasses import replace
from pathlib import Path

import pytest

from registry.errors import TransientError
from registry.ports.store_rows import Phase
from registry.service.anchor import recover
from registry.service.surveillance import maintain
from registry.service.targets import Target, target_of
from registry.testing.faults import Faults
from tests.faults.test_anchoring import faulty
from tests.unit.service.world import START, World, draft, new_world

CALLS = ("commit", "identity", "head", "slots", "check_request", "prepare_request", "broadcast", "receipt")


def ready(folder: Path) -> tuple[World, Target]:
    folder.mkdir()
    world = new_world(folder)
    world.anchored(draft("A-1"))
    with world.stores[-1].reading() as work:
        (row,) = work.certificates.each()
    return world, target_of(row)


def record(world: World, target: Target, faults: Faults) -> Phase:
    store, chain = faulty(world, faults)
    deps = replace(world.anchor_deps(), store=store, reader=chain, writer=chain)
    return maintain(target, START - 86_400, START + 86_400, deps=deps).phase


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize("name", CALLS)
def test_each_call_may_fail_once(tmp_path: Path, name: str, persisted: bool) -> None:
    counting = Faults()
    world, target = ready(tmp_path / "count")
    assert record(world, target, counting) is Phase.FINAL
    world.close()
    for number in range(1, counting.calls[name] + 1):
        fresh, target = ready(tmp_path / str(number))
        before = fresh.events()
        with pytest.raises(TransientError):
            record(fresh, target, Faults((name, number), persisted))
        if number % 2:
            recover(fresh.anchor_deps(store=fresh.open()))
        assert record(fresh, target, Faults()) is Phase.FINAL
        assert fresh.events() - before == 1
        with fresh.stores[-1].reading() as work:
            assert len(work.requests.in_phases(tuple(Phase))) == 1
            assert work.attempts.unsettled() == []
        fresh.close()
