# SPDX-License-Identifier: Apache-2.0
"""A workplace on a chain in memory for the verbs that act."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from registry.service.anchored import anchored_batches
from registry.service.orders import OrderDeps
from registry.service.pauses import Pause, is_paused
from registry.service.preview import PreviewDeps
from registry.testing.fake_chain import CONTRACT
from registry.verify.trust import TrustList
from tests.acceptance.town import Ran
from tests.unit.service.test_preview import deps as preview_deps
from tests.unit.service.world import START, World, trust_list

Antin = Callable[..., Ran]


class Place:
    """As much of a workplace as these verbs use."""

    def __init__(self, world: World) -> None:
        self.world, self.store, self.contract = world, world.stores[-1], CONTRACT
        self.authority, self.clock = world.chain, world
        self.anchor_deps, self.issue_deps = world.anchor_deps, world.issue_deps
        self.home = SimpleNamespace(schemas=Path("/nowhere"), signer_roots=Path("/nowhere"))

    @property
    def trust(self) -> TrustList:
        return trust_list(self.world.chain)

    def checked_reader(self) -> Any:
        return self.world.chain

    def pause(self) -> Pause | None:
        chain = self.world.chain
        return Pause(START) if is_paused(chain, CONTRACT, chain.head()) else None

    def of_log(self, pick: Any) -> tuple[Any, ...]:
        chain: Any = self.world.chain
        pages = chain.pages(CONTRACT, 0, chain.head().number)
        return tuple(found for page in pages for log in page.logs for found in pick(log))

    def preview_deps(self) -> PreviewDeps:
        return preview_deps(self.world)

    def order_deps(self) -> OrderDeps:
        chain: Any = self.world.chain
        last = chain.head().number
        return OrderDeps(
            preview=self.preview_deps(),
            anchored=lambda body: anchored_batches(body, logs=chain, contract=CONTRACT, first=0, last=last),
        )
