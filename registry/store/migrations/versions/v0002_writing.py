# SPDX-License-Identifier: Apache-2.0
"""Writing over HTTP: API keys, proposals with their content, stored answers, and the audit log.

Frozen once released: a later change is a later migration.
"""

import sqlalchemy as sa
from alembic import op

from registry.store.migrations.guards import guard

revision = "0002"
down_revision = "0001"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOVES = (
    ("OPEN", "APPROVED"), ("OPEN", "REJECTED"), ("OPEN", "WITHDRAWN"), ("APPROVED", "DONE"),
    ("APPROVED", "FAILED"),
)  # fmt: skip
_TABLES = ("api_keys", "proposals", "proposal_contents", "proposal_files", "answers", "audit_log")


def upgrade() -> None:
    """Create everything, then the triggers that guard it."""
    _api_keys()
    _proposals()
    _contents()
    _answers()
    _audit_log()
    _guards()


def _api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("body", sa.String(32), sa.ForeignKey("bodies.code")),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger),
        sa.Column("revoked_at", sa.BigInteger),
        sa.CheckConstraint("role IN ('authority', 'preparer', 'approver', 'auditor')", name="role"),
        sa.CheckConstraint("(role IN ('preparer', 'approver')) = (body IS NOT NULL)", name="body_of_role"),
        sa.CheckConstraint("length(digest) = 32", name="digest"),
        sa.CheckConstraint("person <> ''", name="person"),
    )


def _proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("key", _KEY, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("body", sa.String(32), sa.ForeignKey("bodies.code")),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("proposed_by", sa.Text, nullable=False),
        sa.Column("proposed_person", sa.Text, nullable=False),
        sa.Column("proposed_key", sa.String(16), sa.ForeignKey("api_keys.id"), nullable=False),
        sa.Column("proposed_at", sa.BigInteger, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_person", sa.Text),
        sa.Column("decided_key", sa.String(16), sa.ForeignKey("api_keys.id")),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("note", sa.Text),
        sa.Column("result", sa.LargeBinary),
        sa.Column("error_code", sa.String(64)),
        sa.Column("ended_at", sa.BigInteger),
        sa.UniqueConstraint("id"),
        sa.CheckConstraint(
            "kind IN ('issue', 'status', 'surveillance', 'attachment', 'order', 'authority_status', 'standing')",
            name="kind",
        ),
        sa.CheckConstraint(
            "state IN ('OPEN', 'APPROVED', 'DONE', 'FAILED', 'REJECTED', 'WITHDRAWN')", name="state"
        ),
        sa.CheckConstraint(
            "(kind IN ('issue', 'status', 'surveillance', 'attachment')) = (body IS NOT NULL)",
            name="body_of_kind",
        ),
        sa.CheckConstraint(
            "(state = 'OPEN') = (decided_person IS NULL) AND (decided_person IS NULL) = (decided_by IS NULL)"
            " AND (decided_person IS NULL) = (decided_key IS NULL)"
            " AND (decided_person IS NULL) = (decided_at IS NULL)",
            name="decided_has_decider",
        ),
        sa.CheckConstraint(
            "decided_person IS NULL OR (state = 'WITHDRAWN') = (decided_person = proposed_person)",
            name="four_eyes",
        ),
        sa.CheckConstraint("(state = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
        sa.CheckConstraint("state <> 'DONE' OR result IS NOT NULL", name="done_has_result"),
    )
    op.create_index("ix_proposals_state", "proposals", ["state"])
    op.create_index("ix_proposals_body", "proposals", ["body"])


def _contents() -> None:
    op.create_table(
        "proposal_contents",
        sa.Column("proposal", _KEY, sa.ForeignKey("proposals.key"), primary_key=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "proposal_files",
        sa.Column("proposal", _KEY, sa.ForeignKey("proposals.key"), primary_key=True),
        sa.Column("sha256", sa.LargeBinary(32), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("owner", sa.String(32), primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("request", sa.LargeBinary(32), nullable=False),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
    )


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("body", sa.String(32)),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("result", sa.String(16), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.UniqueConstraint("hash"),
        sa.CheckConstraint("length(hash) = 32 AND length(previous) = 32", name="hashes"),
    )


def _guards() -> None:
    guard("api_keys", "stays", "UPDATE", f"OLD.revoked_at IS NOT NULL OR {_changed(_KEY_COLUMNS)}")
    guard("proposals", "begin_open", "INSERT", "NEW.state <> 'OPEN'")
    guard("proposals", "moves", "UPDATE", _illegal_move())
    guard("proposals", "stays", "UPDATE", _changed(_PROPOSED))
    guard("proposals", "decided_once", "UPDATE", f"OLD.state <> 'OPEN' AND ({_changed(_DECIDED)})")
    for table in ("proposal_contents", "proposal_files"):
        # Nothing joins what was already shown to the one who decides.
        guard(table, "open_proposal", "INSERT",
              "(SELECT state FROM proposals WHERE key = NEW.proposal) <> 'OPEN'")  # fmt: skip
    guard("audit_log", "in_order", "INSERT",
          "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit_log)"
          " OR (NEW.number > 1 AND NEW.previous <>"
          " (SELECT hash FROM audit_log WHERE number = NEW.number - 1))")  # fmt: skip
    for table in ("proposal_contents", "proposal_files", "answers", "audit_log"):
        guard(table, "never_changes", "UPDATE", "1 = 1")
    for table in _TABLES:
        guard(table, "never_goes", "DELETE", "1 = 1")


_KEY_COLUMNS = ("id", "digest", "role", "body", "holder", "person", "created_at", "expires_at")
_PROPOSED = (
    "key", "id", "kind", "body", "digest", "count", "proposed_by", "proposed_person", "proposed_key",
    "proposed_at",
)  # fmt: skip
_DECIDED = ("decided_by", "decided_person", "decided_key", "decided_at", "note")


def _changed(columns: tuple[str, ...]) -> str:
    # SQLite knows the standard's words only since 3.39.
    differs = "IS NOT" if op.get_bind().dialect.name == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def _illegal_move() -> str:
    legal = " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in _MOVES)
    return f"NOT ({legal})"
