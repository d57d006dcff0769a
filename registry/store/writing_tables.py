# SPDX-License-Identifier: Apache-2.0
"""Tables of the writing service, as the code uses them; migration 0002 creates and guards them."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from registry.store.tables import KEY, metadata

ROLES = "'authority', 'preparer', 'approver', 'auditor'"
KINDS = "'issue', 'status', 'surveillance', 'attachment', 'order', 'authority_status', 'standing'"
PROPOSAL_STATES = "'OPEN', 'APPROVED', 'DONE', 'FAILED', 'REJECTED', 'WITHDRAWN'"

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("body", String(32), ForeignKey("bodies.code")),
    Column("holder", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger),
    Column("revoked_at", BigInteger),
    CheckConstraint(f"role IN ({ROLES})", name="role"),
    CheckConstraint("(role IN ('preparer', 'approver')) = (body IS NOT NULL)", name="body_of_role"),
    CheckConstraint("length(digest) = 32", name="digest"),
    CheckConstraint("person <> ''", name="person"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("id", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(16), nullable=False),
    Column("body", String(32), ForeignKey("bodies.code")),
    Column("digest", LargeBinary(32), nullable=False),
    Column("count", Integer, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_person", Text, nullable=False),
    Column("proposed_key", String(16), ForeignKey("api_keys.id"), nullable=False),
    Column("proposed_at", BigInteger, nullable=False),
    Column("decided_by", Text),
    Column("decided_person", Text),
    Column("decided_key", String(16), ForeignKey("api_keys.id")),
    Column("decided_at", BigInteger),
    Column("note", Text),
    Column("result", LargeBinary),
    Column("error_code", String(64)),
    Column("ended_at", BigInteger),
    UniqueConstraint("id"),
    CheckConstraint(f"kind IN ({KINDS})", name="kind"),
    CheckConstraint(f"state IN ({PROPOSAL_STATES})", name="state"),
    CheckConstraint(
        "(kind IN ('issue', 'status', 'surveillance', 'attachment')) = (body IS NOT NULL)",
        name="body_of_kind",
    ),
    CheckConstraint(
        "(state = 'OPEN') = (decided_person IS NULL) AND (decided_person IS NULL) = (decided_by IS NULL)"
        " AND (decided_person IS NULL) = (decided_key IS NULL)"
        " AND (decided_person IS NULL) = (decided_at IS NULL)",
        name="decided_has_decider",
    ),
    # Four eyes, whatever the code above does: only a withdrawal is the proposer's own.
    CheckConstraint(
        "decided_person IS NULL OR (state = 'WITHDRAWN') = (decided_person = proposed_person)",
        name="four_eyes",
    ),
    CheckConstraint("(state = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
    CheckConstraint("state <> 'DONE' OR result IS NOT NULL", name="done_has_result"),
    Index("ix_proposals_state", "state"),
    Index("ix_proposals_body", "body"),
)

proposal_contents = Table(
    "proposal_contents",
    metadata,
    Column("proposal", KEY, ForeignKey("proposals.key"), primary_key=True),
    Column("document", LargeBinary, nullable=False),
)

proposal_files = Table(
    "proposal_files",
    metadata,
    Column("proposal", KEY, ForeignKey("proposals.key"), primary_key=True),
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("owner", String(32), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("request", LargeBinary(32), nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("holder", Text, nullable=False),
    Column("key", String(16), nullable=False),
    Column("role", String(16), nullable=False),
    Column("body", String(32)),
    Column("act", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("result", String(16), nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    UniqueConstraint("hash"),
    CheckConstraint("length(hash) = 32 AND length(previous) = 32", name="hashes"),
)
