# SPDX-License-Identifier: Apache-2.0
"""After a change only what the logs name is read again, and logs that lack anything are not believed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import OrderRecord, State
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError
from registry.ports.logs import RawLog
from registry.ports.store_rows import StoredCertificate
from registry.service.anchor import anchor
from registry.service.status_lists import FRESH_SECONDS, StatusLists
from registry.store.schema import upgrade_store
from registry.testing.fake_logs import LoggingChain
from registry.testing.faults import Faults, FaultyChain
from tests.unit.service.publishing import opened, post_order, publish_deps
from tests.unit.service.world import START, World, draft

COUNT = 30
Alter = Callable[[list[RawLog]], list[RawLog]]


@dataclass
class Scene:
    """Thirty certificates, a list that was derived once, and what it reads from then on."""

    world: World
    alter: Alter = lambda logs: logs
    read: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.world.anchored(*(draft(f"A-{n}") for n in range(COUNT)))
        self.lists = StatusLists(publish_deps(self.world, reader=self.reader, logs=lambda: self))
        self.derived()

    def reader(self) -> Any:
        def seen(name: str, args: tuple[Any, ...]) -> None:
            if name == "slots":
                self.read += args[1]

        return FaultyChain(self.world.chain, Faults(), seen)

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        assert isinstance(self.world.chain, LoggingChain)
        return self.alter(self.world.chain.logs(contract, first, last))

    def pages(self, contract: Address, first: int, last: int) -> Iterator[Any]:
        raise AssertionError("a list asks for a few logs at once")

    def rows(self) -> list[StoredCertificate]:
        with self.world.stores[-1].reading() as work:
            return list(work.certificates.each())

    def derived(self) -> tuple[set[int], set[int]]:
        """Both lists, renewed; ``read`` then holds the slots that it took."""
        self.world.chain.advance(FRESH_SECONDS)
        self.read.clear()
        purposes: tuple[Any, Any] = ("revocation", "suspension")
        revocation, suspension = (opened(self.lists.get("VD-CERT", 0, p)).set for p in purposes)
        return revocation, suspension


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    world = World(url, chain=LoggingChain(start=START)).settle_in()
    yield Scene(world)
    world.close()


def set_status(scene: Scene, row: StoredCertificate, state: State) -> None:
    scene.world.chain.set_status("VD-CERT", row.leaf, state, reason=1)


def test_few_slots_are_read_after_a_change(scene: Scene) -> None:
    one, two, *_ = scene.rows()
    set_status(scene, one, State.SUSPENDED)
    set_status(scene, two, State.WITHDRAWN)
    assert scene.derived() == ({two.status_index}, {one.status_index})
    assert len(scene.read) < COUNT
    set_status(scene, one, State.ACTIVE)
    assert scene.derived() == ({two.status_index}, set())
    assert len(scene.read) < COUNT


def test_new_certificates_batches_orders_and_keys_are_seen_too(scene: Scene) -> None:
    chain, world = scene.world.chain, scene.world
    (*_, last) = scene.rows()
    signer = world.anchors["VD-CERT"].address
    for state in (State.SUSPENDED, State.ACTIVE):
        chain.set_status("VD-CERT", last.leaf, state, reason=1, actor=signer)
    assert scene.derived() == (set(), set())
    chain.set_compromised("VD-CERT", layout.anchor_key_id(signer), since=world.now() - 300)
    assert scene.derived() == (set(), {last.status_index})
    chain.suspend_grant("VD-CERT", 1)
    assert scene.derived() == (set(), {last.status_index})


def test_a_batch_suspended_later_counts(scene: Scene) -> None:
    with scene.world.stores[-1].reading() as work:
        (batch,), _ = work.batches.page(limit=9, offset=0)
    scene.world.chain.set_status("VD-CERT", batch.batch_id, State.SUSPENDED, reason=1)
    assert scene.derived()[1] == {row.status_index for row in scene.rows()}


def test_a_new_certificate_is_read_and_the_old_ones_are_not(scene: Scene) -> None:
    second = scene.world.issue(draft("B-1"))
    anchor(second.batches, deps=scene.world.anchor_deps())
    scene.world.chain.set_status("VD-CERT", second.issued[0].leaf, State.WITHDRAWN, reason=1)
    (index,) = (row.status_index for row in scene.rows() if row.number == "B-1")
    assert scene.derived() == ({index}, set())
    assert len(scene.read) < COUNT


@pytest.mark.parametrize(
    "alter",
    [
        lambda logs: logs[1:],
        lambda logs: logs[:-1],
        lambda logs: [],
        lambda logs: logs[::-1],
        lambda logs: [*logs, logs[-1]],
        lambda logs: [logs[0]._replace(timestamp=1), *logs[1:]],
        lambda logs: [logs[0]._replace(topics=logs[1].topics), *logs[1:]],
        lambda logs: [logs[0]._replace(data=logs[0].data + bytes(32)), *logs[1:]],
    ],
    ids=["first missing", "last missing", "none", "reversed", "twice", "time", "subject", "garbled"],
)
def test_logs_that_lack_or_alter_anything_are_not_believed(scene: Scene, alter: Alter) -> None:
    one, two, *_ = scene.rows()
    scene.alter = alter
    set_status(scene, one, State.SUSPENDED)
    set_status(scene, two, State.WITHDRAWN)
    assert scene.derived() == ({two.status_index}, {one.status_index})
    assert len(scene.read) > 2 * COUNT


def test_a_node_without_logs_is_read_in_full(scene: Scene) -> None:
    def refused(_: list[RawLog]) -> list[RawLog]:
        raise EvidenceError("CHAIN_ANSWER", reason="no eth_getLogs here")

    scene.alter = refused
    set_status(scene, scene.rows()[0], State.SUSPENDED)
    assert scene.derived()[1] == {scene.rows()[0].status_index}


def test_logs_that_do_not_come_leave_the_list_as_it_was(scene: Scene) -> None:
    def away(_: list[RawLog]) -> list[RawLog]:
        raise TransientError("CHAIN_UNREACHABLE", endpoint="memory:", reason="away")

    scene.alter = away
    before = scene.lists.get("VD-CERT", 0, "suspension")
    set_status(scene, scene.rows()[0], State.SUSPENDED)
    scene.world.chain.advance(FRESH_SECONDS)
    assert scene.lists.get("VD-CERT", 0, "suspension") is before
    scene.world.chain.ledger.now = before.valid_until
    with pytest.raises(TransientError):
        scene.lists.get("VD-CERT", 0, "suspension")


def test_orders_are_read_every_time(scene: Scene) -> None:
    now = scene.world.now()
    rows = scene.rows()
    post(scene, OrderRecord(3, 11, 0, 0, now, now, 0))
    assert scene.derived()[0] == {row.status_index for row in rows}


def post(scene: Scene, order: OrderRecord) -> None:
    """Posted together with another change, whose event moves the running hash."""
    post_order(scene.world.chain, body_id("VD-CERT"), 0, order)
    scene.world.chain.suspend_grant("VD-LAB", 1)
