# SPDX-License-Identifier: Apache-2.0
"""Bounds of batches and proofs."""

import pytest

from registry.core import merkle
from registry.core.constants import MAX_BATCH_SIZE, MAX_PATH
from registry.core.merkle import InclusionProof, MerkleTree, root_from_inclusion_proof
from registry.core.types import LeafHash
from registry.errors import InputError
from tests.generator.merkle import leaves


def tree(size: int) -> MerkleTree:
    return MerkleTree([LeafHash(leaf) for leaf in leaves(size)])


def test_no_leaf() -> None:
    with pytest.raises(InputError, match="MERKLE_EMPTY"):
        MerkleTree([])


def test_one_leaf_is_the_root() -> None:
    assert tree(1).root == leaves(1)[0]
    assert tree(1).inclusion_proof(0) == InclusionProof(0, 1, ())


def test_a_leaf_twice() -> None:
    with pytest.raises(InputError, match="MERKLE_DUPLICATE") as caught:
        MerkleTree([LeafHash(leaves(1)[0])] * 2)
    assert caught.value.params["leaf"] == leaves(1)[0].hex()


def test_too_many_leaves_are_refused_before_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merkle, "MAX_BATCH_SIZE", 4)
    assert tree(4).size == 4
    with pytest.raises(InputError, match="MERKLE_TOO_LARGE"):
        tree(5)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_such_leaf(index: int) -> None:
    with pytest.raises(InputError, match="MERKLE_INDEX"):
        tree(3).inclusion_proof(index)


def test_order_matters() -> None:
    first, second = (LeafHash(leaf) for leaf in leaves(2))
    assert MerkleTree([first, second]).root != MerkleTree([second, first]).root


def test_proofs_of_the_largest_batch_fit_the_bound() -> None:
    assert MAX_BATCH_SIZE == 1 << MAX_PATH
    path = (bytes(32),) * MAX_PATH
    assert root_from_inclusion_proof(bytes(32), InclusionProof(5, MAX_BATCH_SIZE, path)) is not None
    over = InclusionProof(5, MAX_BATCH_SIZE + 1, (*path, bytes(32)))
    assert root_from_inclusion_proof(bytes(32), over) is None


def test_an_inner_node_is_no_leaf_of_its_batch() -> None:
    batch = tree(4)
    inner = merkle._node(*leaves(4)[:2])
    other = merkle._node(*leaves(4)[2:])
    for index in range(4):
        assert root_from_inclusion_proof(inner, InclusionProof(index, 4, (other,))) is None
    assert root_from_inclusion_proof(inner, InclusionProof(0, 2, (other,))) == batch.root  # hence the size


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_a_hash_has_32_bytes(size: int) -> None:
    assert root_from_inclusion_proof(bytes(size), InclusionProof(0, 1, ())) is None
    assert root_from_inclusion_proof(bytes(32), InclusionProof(0, 2, (bytes(size),))) is None
