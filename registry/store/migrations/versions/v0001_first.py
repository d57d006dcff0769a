# SPDX-License-Identifier: Apache-2.0
"""First schema: bodies, keys, certificates, files, batches, leaves, status requests, attempts.

Frozen once released: a later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

from registry.store.migrations.guards import guard

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _partial(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    """Create everything, then the triggers that guard it."""
    _bodies()
    _certificates()
    _files()
    _batches()
    _status_requests()
    _attempts()
    _guards()


def _bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("code", sa.String(32), primary_key=True),
        sa.Column("name_vi", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("laboratory_names", sa.JSON, nullable=False),
        sa.Column("laboratory_codes", sa.JSON, nullable=False),
    )
    op.create_table(
        "credential_keys",
        sa.Column("thumbprint", sa.LargeBinary(32), primary_key=True),
        sa.Column("body", sa.String(32), sa.ForeignKey("bodies.code"), nullable=False),
        sa.Column("x", sa.LargeBinary(32), nullable=False),
        sa.Column("y", sa.LargeBinary(32), nullable=False),
    )


def _certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("leaf", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.String(32), sa.ForeignKey("bodies.code"), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("normal_number", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("issued", sa.Date, nullable=False),
        sa.Column("key", sa.LargeBinary(32), sa.ForeignKey("credential_keys.thumbprint"), nullable=False),
        sa.Column("jws", sa.LargeBinary, nullable=False),
        sa.Column("signed_summary", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(32), nullable=False),
        sa.Column("search", sa.Text),
        sa.Column("status_index", sa.Integer, nullable=False),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("leaf"),
        sa.UniqueConstraint("body", "normal_number", "revision"),
        sa.UniqueConstraint("body", "status_index"),
        sa.CheckConstraint("kind IN ('conformity', 'calibration')", name="kind"),
        sa.CheckConstraint("kind = 'conformity' OR search IS NULL", name="calibrations_are_not_searched"),
        sa.CheckConstraint("revision >= 0", name="revision"),
        sa.CheckConstraint("length(leaf) = 32", name="leaf"),
    )
    op.create_index("ix_certificates_normal_number", "certificates", ["normal_number"])


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.LargeBinary(32), primary_key=True),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("confidential", sa.Boolean, nullable=False),
    )
    op.create_table(
        "certificate_files",
        sa.Column("leaf", sa.LargeBinary(32), sa.ForeignKey("certificates.leaf"), primary_key=True),
        sa.Column("sha256", sa.LargeBinary(32), sa.ForeignKey("files.sha256"), primary_key=True),
    )
    op.create_index("ix_certificate_files_sha256", "certificate_files", ["sha256"])


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("body", sa.String(32), sa.ForeignKey("bodies.code"), nullable=False),
        sa.Column("grants", sa.JSON, nullable=False),
        sa.Column("chain_id", sa.BigInteger, nullable=False),
        sa.Column("contract", sa.LargeBinary(20), nullable=False),
        sa.Column("root", sa.LargeBinary(32)),
        sa.Column("size", sa.Integer),
        sa.Column("batch_id", sa.LargeBinary(32)),
        sa.Column("sealed_at", sa.BigInteger),
        sa.Column("deadline", sa.BigInteger),
        sa.Column("signature", sa.LargeBinary(65)),
        sa.Column("anchored_at", sa.BigInteger),
        sa.Column("confirmed_block", sa.BigInteger),
        sa.Column("error_code", sa.String(64)),
        sa.UniqueConstraint("batch_id"),
        sa.CheckConstraint(
            "state IN ('OPEN', 'SEALED', 'SUBMITTED', 'CONFIRMED', 'FINAL', 'FAILED')", name="state"
        ),
        sa.CheckConstraint(
            "state = 'OPEN' OR (root IS NOT NULL AND size > 0 AND batch_id IS NOT NULL"
            " AND sealed_at IS NOT NULL)",
            name="sealed_has_root",
        ),
        sa.CheckConstraint(
            "(state IN ('CONFIRMED', 'FINAL')) = (anchored_at IS NOT NULL)", name="confirmed_has_time"
        ),
        sa.CheckConstraint("(state = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
    )
    op.create_index("ix_batches_state", "batches", ["state"])
    op.create_table(
        "leaves",
        sa.Column("batch", _KEY, sa.ForeignKey("batches.key"), primary_key=True),
        sa.Column("index", sa.Integer, primary_key=True),
        sa.Column("leaf", sa.LargeBinary(32), nullable=False),
        sa.Column("path", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("leaf"),
        sa.CheckConstraint("length(leaf) = 32 AND length(path) % 32 = 0", name="hashes"),
    )


def _status_requests() -> None:
    op.create_table(
        "status_requests",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("body", sa.String(32), sa.ForeignKey("bodies.code"), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False),
        sa.Column("reason", sa.SmallInteger, nullable=False),
        sa.Column("effective_from", sa.BigInteger, nullable=False),
        sa.Column("ref", sa.LargeBinary(32), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("deadline", sa.BigInteger, nullable=False),
        sa.Column("signature", sa.LargeBinary(65), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("confirmed_block", sa.BigInteger),
        sa.Column("error_code", sa.String(64)),
        sa.CheckConstraint("phase IN ('SEALED', 'SUBMITTED', 'CONFIRMED', 'FINAL', 'FAILED')", name="phase"),
        sa.CheckConstraint("(phase = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
    )
    _partial("uq_status_requests_wanted", "status_requests", ["body", "subject", "n"], "phase <> 'FAILED'")
    op.create_index("ix_status_requests_phase", "status_requests", ["phase"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("batch", _KEY, sa.ForeignKey("batches.key")),
        sa.Column("status", _KEY, sa.ForeignKey("status_requests.key")),
        sa.Column("transaction_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("nonce", sa.BigInteger, nullable=False),
        sa.Column("sender", sa.LargeBinary(20), nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(16)),
        sa.Column("outcome_code", sa.String(64)),
        sa.UniqueConstraint("transaction_hash"),
        sa.CheckConstraint("(batch IS NULL) <> (status IS NULL)", name="one_purpose"),
        sa.CheckConstraint("outcome IN ('mined', 'reverted', 'replaced', 'not_needed')", name="outcome"),
    )
    _partial("uq_attempts_live_batch", "attempts", ["batch"], "outcome IS NULL")
    _partial("uq_attempts_live_status", "attempts", ["status"], "outcome IS NULL")
    _partial("uq_attempts_live_nonce", "attempts", ["sender", "nonce"], "outcome IS NULL")
    op.create_index("ix_attempts_batch", "attempts", ["batch"])
    op.create_index("ix_attempts_status", "attempts", ["status"])


def _guards() -> None:
    guard("batches", "begin_open", "INSERT", "NEW.state <> 'OPEN'")
    guard("batches", "moves", "UPDATE", _illegal("state", _BATCH_MOVES))
    guard("batches", "sealed_stays", "UPDATE", _sealed_batch_changed())
    guard("status_requests", "moves", "UPDATE", _illegal("phase", _REQUEST_MOVES))
    guard("leaves", "open_batch", "INSERT",
          "(SELECT state FROM batches WHERE key = NEW.batch) <> 'OPEN'")  # fmt: skip
    guard("attempts", "outcome_once", "UPDATE", "OLD.outcome IS NOT NULL")
    guard("attempts", "stored_stays", "UPDATE",
          "NEW.raw <> OLD.raw OR NEW.transaction_hash <> OLD.transaction_hash"
          " OR NEW.nonce <> OLD.nonce OR NEW.sender <> OLD.sender")  # fmt: skip
    for table in ("certificates", "certificate_files", "files", "leaves"):
        guard(table, "never_changes", "UPDATE", "1 = 1")
    for table in ("certificates", "certificate_files", "leaves", "batches", "attempts", "status_requests"):
        guard(table, "never_goes", "DELETE", "1 = 1")


_BATCH_MOVES = (
    ("OPEN", "SEALED"), ("SEALED", "SUBMITTED"), ("SEALED", "CONFIRMED"), ("SEALED", "FAILED"),
    ("SUBMITTED", "CONFIRMED"), ("SUBMITTED", "SEALED"), ("SUBMITTED", "FAILED"), ("CONFIRMED", "FINAL"),
    ("CONFIRMED", "SUBMITTED"), ("FAILED", "SEALED"),
)  # fmt: skip
_REQUEST_MOVES = tuple(
    move for move in _BATCH_MOVES if move not in (("OPEN", "SEALED"), ("FAILED", "SEALED"))
)


def _illegal(column: str, moves: tuple[tuple[str, str], ...]) -> str:
    legal = " OR ".join(f"(OLD.{column} = '{a}' AND NEW.{column} = '{b}')" for a, b in moves)
    return f"NEW.{column} <> OLD.{column} AND NOT ({legal})"


def _sealed_batch_changed() -> str:
    columns = ("body", "root", "size", "batch_id", "chain_id", "contract", "sealed_at")
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)
    # PostgreSQL's json type has no comparison of its own.
    grants = "CAST(NEW.grants AS TEXT) <> CAST(OLD.grants AS TEXT)"
    return f"OLD.state <> 'OPEN' AND ({changed} OR {grants})"
