# SPDX-License-Identifier: Apache-2.0
"""Chain proofs, kept because nodes show only recent states.

Frozen once released: a later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table. No trigger guards it: a newer proof takes an older one's place."""
    op.create_table(
        "chain_proofs",
        sa.Column(
            "certificate",
            sa.LargeBinary(32),
            sa.ForeignKey("certificates.leaf"),
            primary_key=True,
        ),
        sa.Column("bundle_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("block", sa.BigInteger, nullable=False),
        sa.Column("proof", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("length(bundle_sha256) = 32", name="hashes"),
    )
