# SPDX-License-Identifier: Apache-2.0
"""File statements in a certificate's bundle: those that are final and that its one key and contract can carry."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from registry.core.bundle import Bundle, BundleAnchor, BundleInclusion, FileStatement
from registry.ports.publishing import StoredStatement
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import BatchState, StoredBatch, StoredCertificate, StoredLeaf


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """A statement with its place in a batch."""

    statement: StoredStatement
    batch: StoredBatch
    leaf: StoredLeaf


def published_statements(
    work: UnitOfWork, row: StoredCertificate, batch: StoredBatch
) -> tuple[PlacedStatement, ...]:
    """What a bundle may carry, oldest first. Withdrawn ones stay: that they no longer bind is for the chain to
    say. A verifier judges all of a bundle by one key and one contract, so that others would spoil it.
    """
    found = []
    for statement in work.statements.of(row.leaf):
        place = work.batches.of_leaf(statement.leaf)
        if place is not None and statement.key == row.key and _publishable(place[0], batch):
            found.append(PlacedStatement(statement, *place))
    return tuple(found)


def with_files(bundle: Bundle, placed: Sequence[PlacedStatement]) -> Bundle:
    """The bundle with its statements; each anchor is listed once and referred to. Pure."""
    anchors = list(bundle.anchors)
    files = []
    for item in placed:
        anchor = _anchor(item.batch)
        if anchor not in anchors:
            anchors.append(anchor)
        inclusion = BundleInclusion(anchors.index(anchor), item.leaf.index, item.leaf.path)
        files.append(FileStatement(item.statement.signed_summary, inclusion))
    return replace(bundle, anchors=tuple(anchors), files=tuple(files))


def _publishable(batch: StoredBatch, certificate: StoredBatch) -> bool:
    here = (batch.chain_id, batch.contract) == (certificate.chain_id, certificate.contract)
    return here and batch.state is BatchState.FINAL


def _anchor(batch: StoredBatch) -> BundleAnchor:
    return BundleAnchor(
        batch.chain_id, batch.contract, batch.body, batch.grants, batch.root, batch.size, batch.retrospective
    )
