# SPDX-License-Identifier: Apache-2.0
"""Several workers at the same time, on the same batches, in different orders."""

from threading import Lock, Thread
from typing import Any

from registry.ports.store_rows import BatchState
from registry.service.anchor import anchor
from registry.service.batch_errand import load_batch
from tests.unit.service.world import World, draft


class OneAtATime:
    """The chain in memory, made safe for threads: a node answers one question after the other as well."""

    def __init__(self, chain: Any) -> None:
        self._chain, self._lock = chain, Lock()

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._chain, name)

        def call(*args: Any, **named: Any) -> Any:
            with self._lock:
                return method(*args, **named)

        return call


def test_workers_at_the_same_time_anchor_each_batch_once(world: World) -> None:
    keys = [world.issue(draft(f"A-{n}")).batches[0] for n in range(4)]
    before, failures, chain = world.events(), [], OneAtATime(world.chain)

    def work(order: list[int]) -> None:
        deps = world.anchor_deps(store=world.open(), reader=chain, writer=chain, patience=600)
        try:
            anchor(order, deps=deps)
        except Exception as error:  # noqa: BLE001 — reported by the test's own thread
            failures.append(error)

    orders = (keys, keys[::-1], keys[2:] + keys[:2])
    workers = [Thread(target=work, args=(order,)) for order in orders]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [str(error) for error in failures] == []
    assert {load_batch(key, world.anchor_deps()).batch.state for key in keys} == {BatchState.FINAL}
    assert world.events() - before == len(keys)
    assert world.disagreements() == []
