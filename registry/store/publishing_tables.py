# SPDX-License-Identifier: Apache-2.0
"""Tables of file statements and share links, beside those of ``tables``."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from registry.store.tables import KEY, metadata

file_statements = Table(
    "file_statements",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("leaf", LargeBinary(32), nullable=False),
    Column("certificate", LargeBinary(32), ForeignKey("certificates.leaf"), nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("key", LargeBinary(32), ForeignKey("credential_keys.thumbprint"), nullable=False),
    Column("signed_summary", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("leaf"),
    UniqueConstraint("certificate", "sha256"),
    CheckConstraint("length(leaf) = 32 AND length(sha256) = 32", name="hashes"),
    Index("ix_file_statements_sha256", "sha256"),
)

shares = Table(
    "shares",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False),
    Column("certificate", LargeBinary(32), ForeignKey("certificates.leaf"), nullable=False),
    Column("sha256", LargeBinary(32), ForeignKey("files.sha256"), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("max_uses", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("revoked_at", BigInteger),
    UniqueConstraint("token_hash"),
    CheckConstraint("expires_at > created_at", name="expires"),
    CheckConstraint("uses >= 0 AND uses <= max_uses", name="uses"),
)
