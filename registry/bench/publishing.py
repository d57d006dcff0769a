# SPDX-License-Identifier: Apache-2.0
"""``status_lists``: both lists of one body derived from the chain: the first time, after one change, and again with
nothing new.
"""

from dataclasses import replace

from registry.bench.result import Result
from registry.bench.scene import BODY, Scene, roster, scenes
from registry.bench.timing import per_second, seconds_of
from registry.chain.rpc import JsonRpc
from registry.core.records import State
from registry.core.types import Code
from registry.service.change_status import Change, change_status
from registry.service.status_lists import FRESH_SECONDS, StatusLists

SINGLE_READS = "storage read by itself, the same node"
_READS_EACH = 2
"""A certificate without a status record costs one slot in each lane."""


class _Clock:
    """Steps over the time for which a list is fresh."""

    def __init__(self, scene: Scene) -> None:
        self._clock, self.ahead = scene.place.clock, 0

    def now(self) -> int:
        """UTC seconds."""
        return self._clock.now() + self.ahead


def measure(size: int, chain_url: str | None = None) -> list[Result]:
    """``size`` certificates of one body, one of them withdrawn between two derivations."""
    with scenes(chain_url) as (scene,):
        issued = scene.seal(roster(size))
        scene.anchor(issued)
        clock = _Clock(scene)
        lists = StatusLists(replace(scene.place.publish_deps(), clock=clock))
        single = size * _READS_EACH / _single_reads(JsonRpc(scene.chain_url), scene)
        first = seconds_of(lambda: lists.get(BODY, 0, "revocation"))
        again = seconds_of(lambda: _renewed(lists, clock))
        _withdraw(scene, issued[0].code)
        changed = seconds_of(lambda: _renewed(lists, clock))
    rows = (
        ("status_lists_first", first),
        ("status_lists_after_change", changed),
        ("status_lists_unchanged", again),
    )
    return [
        Result(name, value, "s", f"{size * _READS_EACH:,} × {SINGLE_READS}", single) for name, value in rows
    ]


def _renewed(lists: StatusLists, clock: _Clock) -> None:
    clock.ahead += FRESH_SECONDS
    lists.get(BODY, 0, "revocation")


def _withdraw(scene: Scene, code: Code) -> None:
    change_status(code, Change(State.WITHDRAWN, 1), deps=scene.place.anchor_deps())


def _single_reads(rpc: JsonRpc, scene: Scene) -> float:
    contract = f"0x{scene.place.contract.hex()}"
    return per_second(lambda: rpc.call("eth_getStorageAt", contract, "0x1", "latest"))
