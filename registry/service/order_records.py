# SPDX-License-Identifier: Apache-2.0
"""The authority's orders over a body and its grants, out of one contract at one block."""

from collections.abc import Iterable

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import BodyRecord, GrantRecord, OrderRecord
from registry.errors import EvidenceError
from registry.service.lane_records import View

Orders = dict[int, tuple[OrderRecord, ...]]
"""By grant; 0 stands for the body itself. Grants without an order are left out."""


def read_orders(view: View, body: str, grants: Iterable[int]) -> Orders:
    """Every order that the records of body and grants count. Raises ``EvidenceError`` EVIDENCE_MISSING_RECORD
    where the contract does not know the body or a grant, or has fewer orders than it counts.
    """
    subject, numbers = body_id(body), sorted(set(grants))
    values = view.read([layout.body_slot(subject), *(layout.grant_slot(subject, n) for n in numbers)])
    records = [BodyRecord.decode(values[0]), *map(GrantRecord.decode, values[1:])]
    places: list[tuple[int, int]] = []
    for grant, record in zip((0, *numbers), records, strict=True):
        if record is None:
            raise EvidenceError("EVIDENCE_MISSING_RECORD")
        places += [(grant, n) for n in range(record.orders)]
    slots = view.read([layout.order_slot(subject, grant, n) for grant, n in places])
    found: dict[int, list[OrderRecord]] = {}
    for (grant, _), slot in zip(places, slots, strict=True):
        order = OrderRecord.decode(slot)
        if order is None:
            raise EvidenceError("EVIDENCE_MISSING_RECORD")
        found.setdefault(grant, []).append(order)
    return {grant: tuple(orders) for grant, orders in found.items()}
