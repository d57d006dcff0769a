# SPDX-License-Identifier: Apache-2.0
"""Status requests that were signed together."""

from alembic import op

revision = "0004"
down_revision = "0001"


def upgrade() -> None:
    """Add what changes of many certificates need."""
    # Written out: Alembic cannot add a column with a reference to a SQLite table.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE status_requests ADD COLUMN lead {kind}"
        " CONSTRAINT fk_status_requests_lead REFERENCES status_requests (key)"
    )
    op.create_index("ix_status_requests_lead", "status_requests", ["lead"])
