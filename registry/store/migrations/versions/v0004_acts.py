# SPDX-License-Identifier: Apache-2.0
"""Status requests that were signed together, and revisions that end the status of earlier ones."""

import sqlalchemy as sa
from alembic import op

from registry.store.migrations.guards import guard

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what acts on many certificates and on their successors need."""
    _signed_together()
    _successions()


def _signed_together() -> None:
    # Written out: Alembic cannot add a column with a reference to a SQLite table.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE status_requests ADD COLUMN lead {kind}"
        " CONSTRAINT fk_status_requests_lead REFERENCES status_requests (key)"
    )
    op.create_index("ix_status_requests_lead", "status_requests", ["lead"])


def _successions() -> None:
    later = sa.text("revision > 0")
    op.create_index(
        "ix_certificates_revised", "certificates", ["body", "normal_number", "revision"],
        sqlite_where=later, postgresql_where=later,
    )  # fmt: skip
    op.create_table(
        "successions",
        sa.Column("leaf", sa.LargeBinary(32), sa.ForeignKey("certificates.leaf"), primary_key=True),
        sa.Column("previous", sa.LargeBinary(32), sa.ForeignKey("certificates.leaf"), nullable=False),
        sa.Column("ended", sa.String(16), nullable=False),
        sa.Column("settled_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("ended IN ('superseded', 'withdrawn')", name="ended"),
    )
    guard("successions", "never_changes", "UPDATE", "1 = 1")
    guard("successions", "never_goes", "DELETE", "1 = 1")
