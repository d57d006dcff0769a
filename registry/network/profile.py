# SPDX-License-Identifier: Apache-2.0
"""What verifiers pin of a network: an entry of the trust list, its contracts still to come."""

import json
from collections.abc import Mapping
from typing import Any

from registry.network.plan import Plan


def profile(plan: Plan, genesis_hash: bytes, *, consensus: str) -> dict[str, Any]:
    """The network as docs/spec/trust-list.md writes it, without contracts: they are deployed on it.

    QBFT blocks are final by their seals; on Clique more than half of the sealers must follow.
    """
    validators = [address.hex() for address in plan.validators]
    return {
        "name": plan.name, "demo": plan.demo, "chain_id": plan.chain_id, "genesis_hash": genesis_hash.hex(),
        "block_period": plan.block_period, "finality": len(validators) // 2 + 1 if consensus == "clique" else 0,
        "agree": plan.agree, "max_age": plan.max_age, "endpoints": list(plan.endpoints), "contracts": [],
        "consensus": consensus, "validators": [{"from_block": 0, "addresses": validators}],
    }  # fmt: skip


def pretty(value: Mapping[str, Any] | list[str]) -> bytes:
    """JSON for people and nodes, the same bytes for the same value."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
