# SPDX-License-Identifier: Apache-2.0
"""Contract records as storage slots, every field with a value of its own and at its largest."""

from typing import Any

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import (
    BatchRecord,
    BodyRecord,
    ChangeRecord,
    ContractState,
    GrantRecord,
    KeyRecord,
    OrderRecord,
    StatusRecord,
)
from tests.reference import slots

KINDS = (
    ContractState,
    BodyRecord,
    GrantRecord,
    ChangeRecord,
    KeyRecord,
    BatchRecord,
    StatusRecord,
    OrderRecord,
)


def vectors() -> dict[str, Any]:
    return {"records": [r for kind in KINDS for r in _records(kind)], "slots": _slots()}


def _records(kind: Any) -> list[dict[str, Any]]:
    names = list(kind.__struct_fields__)
    counted = [min(i + 1, (1 << width) - 1) for i, width in enumerate(kind.widths)]
    largest = [(1 << width) - 1 for width in kind.widths]
    return [
        {
            "record": kind.__name__,
            # As text: 160 bits do not fit a JSON number.
            "fields": {name: str(value) for name, value in zip(names, values, strict=True)},
            "slot": slots.pack(kind.widths, values).hex(),
        }
        for values in (counted, largest)
    ]


def _slots() -> list[dict[str, str]]:
    body, key = body_id("VD-CERT"), b"\x11" * 32
    return [
        {"name": "head", "slot": layout.fixed_slot(layout.HEAD).hex()},
        {"name": "body VD-CERT", "slot": layout.body_slot(body).hex()},
        {"name": "grant 4 of VD-CERT", "slot": layout.grant_slot(body, 4).hex()},
        {"name": "scope of grant 4", "slot": layout.grant_scope_slot(body, 4).hex()},
        {"name": "change 0 of the body", "slot": layout.change_slot(body, 0, 0).hex()},
        {"name": "key 11…11", "slot": layout.key_slot(body, key).hex()},
        {"name": "change 2 of the key", "slot": layout.key_change_slot(body, key, 2).hex()},
        {"name": "batch 11…11", "slot": layout.batch_slot(key).hex()},
        {"name": "status 0, authority's lane", "slot": layout.status_slot(body, key, 1, 0).hex()},
        {"name": "order 0 over grant 4", "slot": layout.order_slot(body, 4, 0).hex()},
    ]
