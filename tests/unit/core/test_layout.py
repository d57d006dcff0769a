# SPDX-License-Identifier: Apache-2.0
"""Slots and packing against the storage layout that the compiler reports for the shipped contract."""

import json
import re
from typing import Any

import pytest

from registry.core import layout, records
from registry.core.hashing import body_id
from registry.core.types import Address
from tests.reference import slots
from tests.support import ROOT

BODY, KEY = body_id("VD-CERT"), bytes(range(32))
PLACES = {
    "_head": layout.HEAD,
    "_state": layout.CONTRACT_STATE,
    "_successor": layout.SUCCESSOR,
    "_bodies": layout.BODIES,
    "_grants": layout.GRANTS,
    "_scopes": layout.GRANT_SCOPES,
    "_changes": layout.CHANGES,
    "_keys": layout.KEYS,
    "_keyChanges": layout.KEY_CHANGES,
    "_batches": layout.BATCHES,
    "_statuses": layout.STATUSES,
    "_surveillance": layout.SURVEILLANCES,
    "_orders": layout.ORDERS,
}
STRUCTS: dict[str, Any] = {
    "ContractState": records.ContractState,
    "Body": records.BodyRecord,
    "Grant": records.GrantRecord,
    "Change": records.ChangeRecord,
    "Key": records.KeyRecord,
    "Batch": records.BatchRecord,
    "Order": records.OrderRecord,
}


# What one Solidity name means in Python; all others are the same.
RENAMED = {
    ("Change", "from"): "effective_from",
    ("Order", "from"): "issued_from",
    ("Order", "until"): "issued_until",
}


def compiled() -> Any:
    path = ROOT / "registry" / "chain" / "artifacts" / "Antin.json"
    return json.loads(path.read_bytes())["storageLayout"]


def snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda m: "_" + m[0].lower(), name)


def test_every_mapping_lies_where_readers_look() -> None:
    storage = {item["label"]: int(item["slot"]) for item in compiled()["storage"]}
    assert {name: storage[name] for name in PLACES} == PLACES


@pytest.mark.parametrize("name", STRUCTS)
def test_struct(name: str) -> None:
    record, members = STRUCTS[name], compiled()["types"][f"t_struct({name})_storage"]["members"]
    sizes = compiled()["types"]
    labels = [RENAMED.get((name, member["label"]), snake(member["label"])) for member in members]
    assert labels == list(record.__struct_fields__)
    assert all(member["slot"] == "0" for member in members)
    offset = 0
    for member, width in zip(members, record.widths, strict=True):
        assert member["offset"] * 8 == offset
        assert int(sizes[member["type"]]["numberOfBytes"]) * 8 == width
        offset += width


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (layout.body_slot(BODY), (3, BODY)),
        (layout.grant_slot(BODY, 4), (4, BODY, 4)),
        (layout.grant_scope_slot(BODY, 4), (5, BODY, 4)),
        (layout.change_slot(BODY, 0, 7), (6, BODY, 0, 7)),
        (layout.key_slot(BODY, KEY), (7, BODY, KEY)),
        (layout.key_change_slot(BODY, KEY, 1), (8, BODY, KEY, 1)),
        (layout.batch_slot(KEY), (9, KEY)),
        (layout.status_slot(BODY, KEY, 1, 2), (10, BODY, KEY, 1, 2)),
        (layout.order_slot(BODY, 4, 5), (12, BODY, 4, 5)),
    ],
)
def test_entries(slot: bytes, expected: tuple[Any, ...]) -> None:
    assert slot == slots.mapping(*expected)


def test_an_anchor_key_is_its_address_padded_on_the_left() -> None:
    address = Address(bytes(range(20)))
    assert layout.anchor_key_id(address) == bytes(12) + address
    assert layout.anchor_key_id(int.from_bytes(address, "big")) == bytes(12) + address
