# SPDX-License-Identifier: Apache-2.0
"""File statements and share links.

Frozen once released: a later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

from registry.store.migrations.guards import guard

revision = "0003"
down_revision = "0002"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create both tables, then the triggers that guard them."""
    _file_statements()
    _shares()
    guard("file_statements", "never_changes", "UPDATE", "1 = 1")
    guard("file_statements", "never_goes", "DELETE", "1 = 1")
    guard("shares", "only_narrows", "UPDATE", _wider())
    guard("shares", "never_goes", "DELETE", "1 = 1")


def _file_statements() -> None:
    op.create_table(
        "file_statements",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("leaf", sa.LargeBinary(32), nullable=False),
        sa.Column("certificate", sa.LargeBinary(32), sa.ForeignKey("certificates.leaf"), nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("key", sa.LargeBinary(32), sa.ForeignKey("credential_keys.thumbprint"), nullable=False),
        sa.Column("signed_summary", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("leaf"),
        sa.UniqueConstraint("certificate", "sha256"),
        sa.CheckConstraint("length(leaf) = 32 AND length(sha256) = 32", name="hashes"),
    )
    op.create_index("ix_file_statements_sha256", "file_statements", ["sha256"])


def _shares() -> None:
    op.create_table(
        "shares",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("certificate", sa.LargeBinary(32), sa.ForeignKey("certificates.leaf"), nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), sa.ForeignKey("files.sha256"), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("max_uses", sa.Integer, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
        sa.UniqueConstraint("token_hash"),
        sa.CheckConstraint("expires_at > created_at", name="expires"),
        sa.CheckConstraint("uses >= 0 AND uses <= max_uses", name="uses"),
    )


def _wider() -> str:
    """A link never comes to open more, for longer, or for others than when it was made."""
    fixed = ("token_hash", "certificate", "sha256", "created_at", "max_uses")
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in fixed)
    revived = "(OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS NULL OR NEW.revoked_at <> OLD.revoked_at))"
    return f"{changed} OR NEW.expires_at > OLD.expires_at OR NEW.uses < OLD.uses OR {revived}"
