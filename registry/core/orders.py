# SPDX-License-Identifier: Apache-2.0
"""Which certificates an order of the authority is about, and when (protocol §4); shared by whoever applies orders."""

from registry.core.records import OrderRecord

_OPEN = 1 << 41
_DAY = 86_400


def order_in_force(order: OrderRecord, time: int, known: int | None) -> bool:
    """Whether it holds at ``time``, as known at ``known``. It ends when it is retracted, and only from then on."""
    if order.effective_from > time or (known is not None and order.recorded_at > known):
        return False
    retracted = order.retracted_at if known is None or order.retracted_at <= known else 0
    return not retracted or time < retracted


def order_matches(order: OrderRecord, anchored_at: int | None, issue_day: int) -> bool:
    """The anchoring lies in the order's interval, or the issue day, which begins at ``issue_day`` (UTC seconds),
    overlaps it (half-open).
    """
    until = order.issued_until or _OPEN
    anchored = anchored_at is not None and order.issued_from <= anchored_at < until
    return anchored or (order.issued_from < issue_day + _DAY and issue_day < until)
