# SPDX-License-Identifier: Apache-2.0
"""Plans of networks whose keys everybody knows."""

from typing import Any

from registry.core.hashing import sha256
from registry.core.types import Address
from registry.network.plan import Plan, make_nodes, node_names, read_places

ACCOUNT = Address(b"\x11" * 20)


def keys(validators: int = 4, observers: int = 1) -> dict[str, bytes]:
    return {name: sha256(f"test: {name}".encode()) for name in node_names(validators, observers)}


def plan(validators: int = 4, observers: int = 1, hosts: tuple[str, ...] = (), **changes: Any) -> Plan:
    names = node_names(validators, observers)
    nodes = make_nodes(names, keys(validators, observers), read_places(hosts, len(names)))
    fields: dict[str, Any] = {"name": "antin-vn", "chain_id": 20_261, "nodes": nodes, "accounts": (ACCOUNT,)}
    return Plan(**{**fields, **changes})
