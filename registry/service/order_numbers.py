# SPDX-License-Identifier: Apache-2.0
"""The printed numbers of the authority's decisions, which stand in the chain's events and not in its records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from registry.core.events import decode_event
from registry.core.events_types import OrderPosted, OrderRetracted
from registry.core.hashing import body_id
from registry.ports.logs import RawLog


@dataclass(frozen=True, slots=True)
class Decision:
    """By which decision order ``n`` over a body (``grant`` 0) or a grant was posted, or retracted."""

    grant: int
    n: int
    number: str
    retracts: bool


@dataclass(frozen=True, slots=True)
class OrderNumbers:
    """Empty where none was named."""

    posted: str = ""
    retracted: str = ""


def decisions_of(body: str) -> Callable[[RawLog], Iterator[Decision]]:
    """What picks the decisions over a body out of logs. Raises ``EvidenceError`` EVENT_FORMAT when it picks."""
    return partial(_decision, body_id(body))


def order_numbers(decisions: Iterable[Decision]) -> dict[tuple[int, int], OrderNumbers]:
    """By grant and the order's number there."""
    posted: dict[tuple[int, int], str] = {}
    retracted: dict[tuple[int, int], str] = {}
    for one in decisions:
        (retracted if one.retracts else posted)[one.grant, one.n] = one.number
    return {place: OrderNumbers(number, retracted.get(place, "")) for place, number in posted.items()}


def _decision(body: bytes, log: RawLog) -> Iterator[Decision]:
    event = decode_event(log.topics, log.data)
    if isinstance(event, OrderPosted | OrderRetracted) and event.body == body:
        yield Decision(event.grant, event.n, event.order, isinstance(event, OrderRetracted))
