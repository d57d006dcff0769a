# SPDX-License-Identifier: Apache-2.0
"""Break every write and every call on the way from a finished file to a bundle that binds it, once before and
once after its effect; afterwards the same command again makes one statement, anchored once.
"""

from pathlib import Path

import pytest

from registry.core.bundle import decode_bundle
from registry.core.types import Code
from registry.errors import TransientError
from registry.ports.store_rows import BatchState
from registry.service.anchor import anchor, recover
from registry.service.attach import Paper, attach
from registry.service.bundle import bundle_of
from registry.testing.faults import Faults
from tests.faults.test_anchoring import READS, WRITES, faulty
from tests.unit.service.world import Counting, World, draft, new_world

PAPERS = (Paper("one.pdf", b"%PDF-1.7 one"), Paper("two.pdf", b"%PDF-1.7 two"))


def ready(folder: Path) -> tuple[World, Code]:
    folder.mkdir()
    world = new_world(folder)
    return world, world.anchored(draft("A-1")).issued[0].code


def work_through(world: World, code: Code, faults: Faults) -> None:
    """Attach and anchor, as the command does."""
    store, chain = faulty(world, faults)
    entropy = Counting(str(len(faults.calls)).encode() + b"attach")
    done = attach(code, PAPERS, keep=True, deps=world.issue_deps(store=store, reader=chain, entropy=entropy))
    anchor(
        sorted({one.batch for one in done}), deps=world.anchor_deps(store=store, reader=chain, writer=chain)
    )


def counted(folder: Path) -> dict[str, int]:
    """How often each call is made when nothing fails."""
    world, code = ready(folder)
    faults = Faults()
    work_through(world, code, faults)
    world.close()
    return faults.calls


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize("name", ["commit", *READS, *WRITES])
def test_each_call_may_fail_once(tmp_path: Path, name: str, persisted: bool) -> None:
    calls = counted(tmp_path / "count")[name]
    assert calls >= 1
    for number in range(1, calls + 1):
        world, code = ready(tmp_path / f"{name}-{number}")
        before = world.events()
        with pytest.raises(TransientError):
            work_through(world, code, Faults((name, number), persisted))
        assert world.disagreements(world.open()) == []
        work_through(world, code, Faults())
        recover(world.anchor_deps(store=world.open()))
        assert_bound_once(world, code, before)
        world.close()


def assert_bound_once(world: World, code: Code, events_before: int) -> None:
    store = world.open()
    assert world.disagreements(store) == []
    with store.reading() as work:
        batches = work.batches.in_states(tuple(BatchState)[1:])
        assert len(list(work.statements.each())) == len(PAPERS)
    assert [batch.state for batch in batches] == [BatchState.FINAL] * 2
    assert world.events() - events_before == 1
    assert len(decode_bundle(bundle_of(code, store=store)).files) == len(PAPERS)
