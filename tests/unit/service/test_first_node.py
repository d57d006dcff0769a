# SPDX-License-Identifier: Apache-2.0
"""The first node decides nothing alone: it may forget every record, or be away, and acts are as they were."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from registry.core.records import State
from registry.core.types import Address
from registry.errors import TransientError
from registry.ports.chain import BlockRef
from registry.service.authority_acts import Standing, StandingAct, lift, preview_act, set_by_authority
from registry.service.change_many import change_many
from registry.service.change_status import Change
from registry.service.orders import OrderDeps, post_order
from registry.service.overlay import Snapshot
from registry.service.preview import PreviewDeps, preview
from registry.service.proposed_acts import KeyAct, StandingActs
from registry.service.proposed_orders import AuthorityDeps, OrderAct, Retraction
from tests.unit.service.test_authority_acts import order
from tests.unit.service.test_preview import deps as all_well
from tests.unit.service.test_preview import seen_now, targets
from tests.unit.service.world import World


class Forgetful:
    """A node that has the chain's blocks and none of its records."""

    def __init__(self, world: World) -> None:
        self._chain = world.chain

    def __getattr__(self, name: str) -> Any:
        return getattr(self._chain, name)

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        return [bytes(32)] * len(slots)


class Away:
    """A node that never answers; counts how often it was waited for."""

    waits = 0

    def __getattr__(self, name: str) -> Any:
        def ask(*_: object) -> Any:
            self.waits += 1
            raise TransientError("CHAIN_UNREACHABLE", endpoint="away:", reason="timed out")

        return ask


def deps(world: World, first: Any) -> PreviewDeps:
    """Behind the node in question stands one that is well; the two together are what is agreed."""
    return replace(all_well(world), readers=[first, world.chain])


def acts(world: World, first: Any) -> AuthorityDeps:
    seen = deps(world, first)
    return AuthorityDeps(
        authority=lambda: world.chain, preview=lambda: seen, order=lambda: OrderDeps(preview=seen)
    )


@pytest.mark.parametrize("kind", [Forgetful, lambda _: Away()])
def test_the_authoritys_lane_goes_by_what_is_agreed(world: World, kind: Any) -> None:
    (target,) = targets(world, "A-1")
    seen = deps(world, kind(world))
    suspend = Change(State.SUSPENDED, 11)
    (done,) = set_by_authority([target], suspend, "7/QĐ", authority=world.chain, deps=seen)
    assert done.block is not None
    (again,) = set_by_authority([target], suspend, "7/QĐ", authority=world.chain, deps=seen)
    assert again.block is None, "said already, whatever the first node forgot"
    change_many([target], Change(State.WITHDRAWN, 9), deps=world.anchor_deps())
    key = world.anchors["VD-CERT"].address.rjust(32, b"\0")
    world.chain.set_compromised("VD-CERT", key, since=world.now() - 1)
    lift(target, State.ACTIVE, reason=15, order="9/QĐ", authority=world.chain, deps=seen)


@pytest.mark.parametrize("kind", [Forgetful, lambda _: Away()])
def test_proposed_acts_are_found_done_by_what_is_agreed(world: World, kind: Any) -> None:
    targets(world, "A-1")
    standing, orders = StandingActs(acts(world, kind(world))), OrderAct(acts(world, kind(world)))
    act = StandingAct(act=Standing.GRANT_SUSPEND, body="VD-CERT", grant=1, reason=4)
    content, _ = standing.check(act)
    assert b'"known": 1' in content.document, "the change that gave the grant"
    world.chain.suspend_grant("VD-CERT", 1, reason=4)
    assert standing._did(act, 1, world.now())
    key = world.anchors["VD-CERT"].address.rjust(32, b"\0")
    standing.check_key(KeyAct(verb="revoke", body="VD-CERT", key=key, reason=15))
    post_order(order(), authority=world.chain)
    orders.check_retraction(Retraction(body="VD-CERT", n=0, reason=10))


def test_a_node_that_is_away_keeps_nobody_from_a_preview_and_is_waited_for_once(world: World) -> None:
    first, *_ = targets(world, "A-1", "A-2", "A-3")
    away, wanted = Away(), StandingAct(act=Standing.BODY_SUSPEND, body="VD-CERT", reason=4)
    shown = preview_act(wanted, deps=deps(world, away))
    assert (len(shown.lines), shown.lines[0].now) == (3, seen_now(world, first))
    assert away.waits == 1
    assert preview([first], Change(State.SUSPENDED, 6), deps=deps(world, away)).lines[0].now is not None


def test_a_snapshot_is_of_the_block_that_it_is_given(world: World) -> None:
    old = world.chain.head()
    world.chain.advance(60)
    away = Away()
    snapshot = Snapshot(away, old)
    assert (snapshot.head(), snapshot.block_at(old.number), away.waits) == (old, old, 0)
    for _ in range(3):
        with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
            snapshot.identity()
    assert away.waits == 1
