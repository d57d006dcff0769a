# SPDX-License-Identifier: Apache-2.0
"""From leaves in issue order to a sealed batch: tree, root, batch id, and each leaf's audit path."""

from collections.abc import Sequence

from registry.core.anchor import batch_id
from registry.core.merkle import MerkleTree
from registry.core.types import LeafHash
from registry.ports.store_rows import BatchState, StoredBatch, StoredLeaf
from registry.service.deps import IssueDeps


def sealed_batch(
    leaves: Sequence[LeafHash],
    *,
    body: str,
    grants: tuple[int, ...],
    deps: IssueDeps,
    retrospective: bool = False,
) -> tuple[StoredBatch, list[StoredLeaf]]:
    """The rows that ``Batches.seal`` writes; nothing is written here."""
    tree = MerkleTree(leaves)
    batch = StoredBatch(
        key=0, state=BatchState.SEALED, body=body, grants=grants, root=tree.root, size=tree.size,
        batch_id=batch_id(body, grants, tree.root, retrospective=retrospective),
        chain_id=deps.chain.chain_id, contract=deps.contract, sealed_at=deps.clock.now(),
        retrospective=retrospective,
    )  # fmt: skip
    rows = [
        StoredLeaf(batch=0, index=i, leaf=leaf, path=tree.inclusion_proof(i).path)
        for i, leaf in enumerate(leaves)
    ]
    return batch, rows
