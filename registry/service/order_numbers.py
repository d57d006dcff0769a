# SPDX-License-Identifier: Apache-2.0
"""The printed numbers of the authority's decisions, which stand in the chain's events and not in its records."""

from dataclasses import dataclass, replace

from registry.core.events import decode_event
from registry.core.events_types import OrderPosted, OrderRetracted
from registry.core.hashing import body_id
from registry.core.types import Address
from registry.ports.logs import LogReader


@dataclass(frozen=True, slots=True)
class OrderNumbers:
    """By which decision an order was posted and by which retracted; empty where none was named."""

    posted: str = ""
    retracted: str = ""


def order_numbers(
    body: str, *, logs: LogReader, contract: Address, first: int, last: int
) -> dict[tuple[int, int], OrderNumbers]:
    """By grant (0: the body) and the order's number there, out of the logs of blocks ``first`` to ``last``.

    As believable as the node: the logs are not held against the running hash. Raises ``TransientError`` as the
    reader, ``EvidenceError`` EVENT_FORMAT, CHAIN_ANSWER.
    """
    found: dict[tuple[int, int], OrderNumbers] = {}
    subject = body_id(body)
    for page in logs.pages(contract, first, last):
        for log in page.logs:
            event = decode_event(log.topics, log.data)
            if not isinstance(event, OrderPosted | OrderRetracted) or event.body != subject:
                continue
            if isinstance(event, OrderPosted):
                found[event.grant, event.n] = OrderNumbers(posted=event.order)
            else:
                known = found.get((event.grant, event.n), OrderNumbers())
                found[event.grant, event.n] = replace(known, retracted=event.order)
    return found
