# SPDX-License-Identifier: Apache-2.0
"""The shipped contracts are the same for every deployment; that the sources compile to them is checked by
``scripts/test-contracts``.
"""

import json
from typing import Any

import pytest

from registry.core import layout
from registry.core.anchor import TYPES, type_string
from registry.core.hashing import keccak256
from tests.support import ROOT

ARTIFACTS = ROOT / "registry" / "chain" / "artifacts"
NAMES = ("Antin", "AntinExtension", "AccessManager")


def load(name: str) -> dict[str, Any]:
    artifact: dict[str, Any] = json.loads((ARTIFACTS / f"{name}.json").read_text(encoding="utf-8"))
    return artifact


@pytest.mark.parametrize("name", NAMES)
def test_the_code_hash_is_of_the_deployed_code(name: str) -> None:
    artifact = load(name)
    code = bytes.fromhex(artifact["deployedBytecode"][2:])
    assert artifact["deployedCodeHash"] == "0x" + keccak256(code).hex()
    assert artifact["immutableReferences"] == {}
    assert len(code) <= 24_576


@pytest.mark.parametrize("name", NAMES)
def test_no_path_of_the_building_machine_is_shipped(name: str) -> None:
    text = (ARTIFACTS / f"{name}.json").read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert load(name)["sourceName"] in load(name)["sources"]


def test_the_frozen_layout_is_the_one_that_verifiers_read() -> None:
    text = (ROOT / "contracts" / "snapshots" / "storage-layout.json").read_text(encoding="utf-8")
    frozen = json.loads(text)
    assert frozen == load("Antin")["storageLayout"]
    slots = {member["label"]: int(member["slot"]) for member in frozen["storage"]}
    body, key = keccak256(b"VD-CERT"), keccak256(b"key")
    assert layout.fixed_slot(slots["_head"]) == layout.fixed_slot(0)
    assert layout.body_slot(body) == _entry(slots["_bodies"], body)
    assert layout.grant_slot(body, 2) == _entry(slots["_grants"], body, 2)
    assert layout.grant_scope_slot(body, 2) == _entry(slots["_scopes"], body, 2)
    assert layout.change_slot(body, 2, 3) == _entry(slots["_changes"], body, 2, 3)
    assert layout.key_slot(body, key) == _entry(slots["_keys"], body, key)
    assert layout.key_change_slot(body, key, 3) == _entry(slots["_keyChanges"], body, key, 3)
    assert layout.batch_slot(key) == _entry(slots["_batches"], key)
    assert layout.status_slot(body, key, 1, 3) == _entry(slots["_statuses"], body, key, 1, 3)
    assert layout.order_slot(body, 2, 3) == _entry(slots["_orders"], body, 2, 3)


@pytest.mark.parametrize("primary", [name for name in TYPES if name != "StatusItem"])
def test_contract_python_and_specification_sign_the_same_types(primary: str) -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "contracts" / "src").glob("*.sol"))
    page = (ROOT / "docs" / "spec" / "eip712.md").read_text(encoding="utf-8")
    assert f'"{type_string(primary)}"' in sources
    assert f"{type_string(primary)}\n" in page


def _entry(slot: int, *keys: bytes | int) -> bytes:
    place = slot.to_bytes(32, "big")
    for key in keys:
        place = keccak256((key if isinstance(key, bytes) else key.to_bytes(32, "big")) + place)
    return place
