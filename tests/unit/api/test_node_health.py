# SPDX-License-Identifier: Apache-2.0
"""Health names which node is wrong, and how; the service is well as long as enough nodes are."""

from typing import Any

from msgspec.structs import replace

from registry.api.node_health import node_parts
from registry.ports.chain import ChainIdentity
from registry.testing.fake_chain import FakeChain
from tests.unit.verify.build import World
from tests.unit.verify.scenes.scene import Altered


def codes(world: World, *readers: Any) -> list[str | None]:
    return [part.code for part in node_parts(readers, world.trust(), 2)]


def test_lagging_forked_lying_and_strange_nodes_are_told_apart() -> None:
    world = World(agree=2)
    old = world.chain.head()
    world.chain.advance(61)
    head = world.chain.head()
    good = [Altered(world), Altered(world)]
    assert codes(world, *good) == [None, None]
    assert codes(world, Altered(world, head=old), *good) == ["NODE_LAGS", None, None]
    forked = Altered(
        world, head=replace(head, hash=b"\x0f" * 32), code_hash=world.trust().networks[0].current.code_hash
    )
    assert codes(world, *good, forked) == [None, None, "NODE_DIFFERS"]
    assert codes(world, Altered(world, code_hash=bytes(32)), *good)[0] == "CONTRACT_DIFFERENT"
    assert codes(world, Altered(world, identity=ChainIdentity(9, bytes(32))), *good)[0] == "WRONG_CHAIN"
    silent = FakeChain(chain_id=1337)
    silent.down = True
    assert codes(world, silent, *good) == ["CHAIN_UNREACHABLE", None, None]
    liar: Any = Altered(world)
    liar.trouble = "NODE_DIFFERS"
    assert codes(world, liar, *good) == ["NODE_DIFFERS", None, None]


def test_a_clock_ahead_makes_nobody_a_laggard() -> None:
    world = World(agree=2)
    ahead = replace(world.chain.head(), timestamp=world.now + 9_000)
    assert codes(world, Altered(world, head=ahead), Altered(world), Altered(world))[1:] == [None, None]


def test_no_node_is_no_part() -> None:
    assert codes(World()) == []
