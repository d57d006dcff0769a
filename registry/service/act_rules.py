# SPDX-License-Identifier: Apache-2.0
"""What every act of the authority must say: a known reason, and the number of the decision where one is meant."""

from registry.core.text import refuse_invisible
from registry.errors import InputError
from registry.verify.values import REASONS

AUTHORITY_ORDER = 11
"""Reason code "order of an authority" (docs/spec/batch-life.md): worth nothing without the order's number."""
MAX_NUMBER_BYTES = 64


def check_reason(reason: int, order_number: str) -> None:
    """Raises ``InputError`` REASON_UNKNOWN, ORDER_NUMBER_MISSING, ORDER_NUMBER_LENGTH, TEXT_CONTROL."""
    if reason not in REASONS:
        raise InputError("REASON_UNKNOWN", "reason", reason=reason)
    if reason == AUTHORITY_ORDER and not order_number.strip():
        raise InputError("ORDER_NUMBER_MISSING", "order")
    refuse_invisible(order_number, "order")
    if (size := len(order_number.encode())) > MAX_NUMBER_BYTES:
        raise InputError("ORDER_NUMBER_LENGTH", "order", size=size, limit=MAX_NUMBER_BYTES)
