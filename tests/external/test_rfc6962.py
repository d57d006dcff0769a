# SPDX-License-Identifier: Apache-2.0
"""The Merkle tree against transparency-dev's vectors for RFC 6962 (the same tree as RFC 9162)."""

import base64
import hashlib
import json
from typing import Any

import pytest

from registry.core.merkle import InclusionProof, MerkleTree, root_from_inclusion_proof
from registry.core.types import LeafHash
from tests.support import shared

pytestmark = pytest.mark.external


def load(name: str) -> Any:
    return json.loads((shared("merkle/rfc6962") / name).read_bytes())


def test_roots() -> None:
    tree = load("tree.json")
    leaves = [LeafHash(hashlib.sha256(b"\0" + bytes.fromhex(t)).digest()) for t in tree["leaf_inputs_hex"]]
    for size in range(1, len(leaves) + 1):
        assert MerkleTree(leaves[:size]).root.hex() == tree["root_hex_by_tree_size"][size]


def test_inclusion() -> None:
    outcomes = set()
    for vector in load("inclusion.json"):
        path = tuple(base64.b64decode(node) for node in vector["proof"] or ())
        proof = InclusionProof(vector["leafIdx"], vector["treeSize"], path)
        root = root_from_inclusion_proof(base64.b64decode(vector["leafHash"] or ""), proof)
        holds = root == base64.b64decode(vector["root"] or "")
        assert holds != vector["wantErr"], vector["file"]
        outcomes.add(holds)
    assert outcomes == {True, False}
