# SPDX-License-Identifier: Apache-2.0
"""What scenes share: their register, a node that lies, an order in storage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from registry.core import layout
from registry.core.hashing import body_id, sha256
from registry.core.records import (
    OrderRecord,
)
from registry.core.types import Address
from registry.ports.chain import BlockRef
from registry.verify import Report
from tests.unit.verify.build import World

Scene = Callable[[], Report]
DAY = 86_400
FILE = sha256(b"%PDF a finished file")


@dataclass(frozen=True)
class Scenario:
    code: str
    number: int
    status: str
    verdict: str
    outcome: str
    scene: Scene


SCENARIOS: list[Scenario] = []


def gives(number: int, status: str, code: str, verdict: str, outcome: str) -> Callable[[Scene], Scene]:
    def register(scene: Scene) -> Scene:
        SCENARIOS.append(Scenario(code, number, status, verdict, outcome, scene))
        return scene

    return register


class Altered:
    """A node that answers as the chain does, except where it is told otherwise."""

    def __init__(self, world: World, slots: dict[bytes, bytes] | None = None, **overrides: Any) -> None:
        self._chain, self._slots, self._overrides = world.chain, slots or {}, overrides

    def identity(self) -> Any:
        return self._overrides.get("identity", self._chain.identity())

    def head(self) -> BlockRef:
        head: BlockRef = self._overrides.get("head") or self._chain.head()
        return head

    def block_at(self, number: int) -> BlockRef:
        head = self.head()
        return head if head.number == number else self._chain.block_at(number)

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        return self._overrides.get("code_hash") or self._chain.code_hash(contract, block)

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        values = self._chain.slots(contract, slots, block)
        return [self._slots.get(slot, value) for slot, value in zip(slots, values, strict=True)]


def with_order(world: World, issued: Any, order: OrderRecord, grant: int = 0) -> Altered:
    """The chain with one order over the body or a grant in its storage."""
    body = body_id("VD-CERT")
    slot = layout.body_slot(body) if grant == 0 else layout.grant_slot(body, grant)
    value = world.chain.slots(world.chain.contract, [slot], world.chain.head())[0]
    one_order = int.from_bytes(value, "big") | 1 << 176  # `orders` lies behind 4 × 40 + 16 bits
    return Altered(
        world, {slot: one_order.to_bytes(32, "big"), layout.order_slot(body, grant, 0): order.encode()}
    )
