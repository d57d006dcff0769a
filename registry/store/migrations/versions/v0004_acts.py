# SPDX-License-Identifier: Apache-2.0
"""Acts: status requests signed together, revisions that end earlier ones, batches of older certificates, and
what bodies sign beside batches and status.
"""

import sqlalchemy as sa
from alembic import op

from registry.store.migrations.guards import guard

revision = "0004"
down_revision = "0003"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_PURPOSES = ("batch", "status", "request")
_ONE_PURPOSE = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in _PURPOSES) + " = 1"
_PHASE_MOVES = (
    ("SEALED", "SUBMITTED"), ("SEALED", "CONFIRMED"), ("SEALED", "FAILED"), ("SUBMITTED", "CONFIRMED"),
    ("SUBMITTED", "SEALED"), ("SUBMITTED", "FAILED"), ("CONFIRMED", "FINAL"), ("CONFIRMED", "SUBMITTED"),
)  # fmt: skip


def upgrade() -> None:
    """Add what the acts need."""
    _signed_together()
    _successions()
    _retrospective()
    _body_requests()
    _attempts_of_requests()


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _partial(name: str, table: str, columns: list[str], condition: str, *, unique: bool = True) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _signed_together() -> None:
    # Written out: Alembic cannot add a column with a reference to a SQLite table.
    op.execute(
        f"ALTER TABLE status_requests ADD COLUMN lead {'INTEGER' if _sqlite() else 'BIGINT'}"
        " CONSTRAINT fk_status_requests_lead REFERENCES status_requests (key)"
    )
    op.create_index("ix_status_requests_lead", "status_requests", ["lead"])


def _successions() -> None:
    _partial("ix_certificates_revised", "certificates", ["body", "normal_number", "revision"], "revision > 0",
             unique=False)  # fmt: skip
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


def _retrospective() -> None:
    op.add_column(
        "batches", sa.Column("retrospective", sa.Boolean, nullable=False, server_default=sa.false())
    )
    guard("batches", "kind_stays", "UPDATE", "NEW.retrospective <> OLD.retrospective")


def _body_requests() -> None:
    op.create_table(
        "body_requests",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("body", sa.String(32), sa.ForeignKey("bodies.code"), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("next_due", sa.BigInteger, nullable=False),
        sa.Column("detail", sa.SmallInteger, nullable=False),
        sa.Column("deadline", sa.BigInteger, nullable=False),
        sa.Column("signature", sa.LargeBinary(65), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("confirmed_block", sa.BigInteger),
        sa.Column("error_code", sa.String(64)),
        sa.CheckConstraint("phase IN ('SEALED', 'SUBMITTED', 'CONFIRMED', 'FINAL', 'FAILED')", name="phase"),
        sa.CheckConstraint("kind IN ('maintain', 'revoke_own_key', 'report_compromise')", name="kind"),
        sa.CheckConstraint("(phase = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
    )
    _partial("uq_body_requests_wanted", "body_requests", ["kind", "body", "subject", "n"],
             "phase <> 'FAILED'")  # fmt: skip
    op.create_index("ix_body_requests_phase", "body_requests", ["phase"])
    legal = " OR ".join(f"(OLD.phase = '{a}' AND NEW.phase = '{b}')" for a, b in _PHASE_MOVES)
    guard("body_requests", "moves", "UPDATE", f"NEW.phase <> OLD.phase AND NOT ({legal})")
    guard("body_requests", "never_goes", "DELETE", "1 = 1")


def _attempts_of_requests() -> None:
    """Attempts may serve a body's request. SQLite cannot alter a check: there the table is made anew."""
    if _sqlite():
        _make_attempts_anew()
    else:
        op.add_column("attempts", sa.Column("request", _KEY, sa.ForeignKey("body_requests.key")))
        op.drop_constraint("one_purpose", "attempts", type_="check")
        op.create_check_constraint("one_purpose", "attempts", _ONE_PURPOSE)
    _partial("uq_attempts_live_request", "attempts", ["request"], "outcome IS NULL")
    op.create_index("ix_attempts_request", "attempts", ["request"])


def _make_attempts_anew() -> None:
    op.execute("DROP TRIGGER attempts_never_goes")
    op.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM attempts")
    op.drop_table("attempts")
    op.create_table(
        "attempts",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("batch", _KEY, sa.ForeignKey("batches.key")),
        sa.Column("status", _KEY, sa.ForeignKey("status_requests.key")),
        sa.Column("request", _KEY, sa.ForeignKey("body_requests.key")),
        sa.Column("transaction_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("nonce", sa.BigInteger, nullable=False),
        sa.Column("sender", sa.LargeBinary(20), nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(16)),
        sa.Column("outcome_code", sa.String(64)),
        sa.UniqueConstraint("transaction_hash"),
        sa.CheckConstraint(_ONE_PURPOSE, name="one_purpose"),
        sa.CheckConstraint("outcome IN ('mined', 'reverted', 'replaced', 'not_needed')", name="outcome"),
    )
    op.execute(
        "INSERT INTO attempts (id, batch, status, transaction_hash, nonce, sender, raw, created_at, outcome,"
        " outcome_code) SELECT id, batch, status, transaction_hash, nonce, sender, raw, created_at, outcome,"
        " outcome_code FROM kept"
    )
    op.execute("DROP TABLE kept")
    for column in ("batch", "status"):
        _partial(f"uq_attempts_live_{column}", "attempts", [column], "outcome IS NULL")
        op.create_index(f"ix_attempts_{column}", "attempts", [column])
    _partial("uq_attempts_live_nonce", "attempts", ["sender", "nonce"], "outcome IS NULL")
    guard("attempts", "outcome_once", "UPDATE", "OLD.outcome IS NOT NULL")
    guard("attempts", "stored_stays", "UPDATE",
          "NEW.raw <> OLD.raw OR NEW.transaction_hash <> OLD.transaction_hash"
          " OR NEW.nonce <> OLD.nonce OR NEW.sender <> OLD.sender")  # fmt: skip
    guard("attempts", "never_goes", "DELETE", "1 = 1")
