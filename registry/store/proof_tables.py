# SPDX-License-Identifier: Apache-2.0
"""Table of kept chain proofs, beside those of ``tables``. What it holds can be made again; nothing refers to it."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, LargeBinary, Table

from registry.store.tables import metadata

chain_proofs = Table(
    "chain_proofs",
    metadata,
    Column("certificate", LargeBinary(32), ForeignKey("certificates.leaf"), primary_key=True),
    Column("bundle_sha256", LargeBinary(32), nullable=False),
    Column("block", BigInteger, nullable=False),
    Column("proof", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint("length(bundle_sha256) = 32", name="hashes"),
)
