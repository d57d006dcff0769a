# SPDX-License-Identifier: Apache-2.0
"""Tables as the code uses them; the migrations create them, with the triggers that guard the moves.

A test compares these with a freshly migrated database, so that neither can drift.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

# SQLite numbers rows by itself only in a column of type INTEGER.
KEY = BigInteger().with_variant(Integer, "sqlite")
STATES = "'OPEN', 'SEALED', 'SUBMITTED', 'CONFIRMED', 'FINAL', 'FAILED'"
PHASES = "'SEALED', 'SUBMITTED', 'CONFIRMED', 'FINAL', 'FAILED'"
OUTCOMES = "'mined', 'reverted', 'replaced', 'not_needed'"
ONE_PURPOSE = (
    " + ".join(f"(CASE WHEN {c} IS NULL THEN 0 ELSE 1 END)" for c in ("batch", "status", "request")) + " = 1"
)

bodies = Table(
    "bodies",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text),
    Column("address", Text),
    Column("laboratory_names", JSON, nullable=False),
    Column("laboratory_codes", JSON, nullable=False),
)

credential_keys = Table(
    "credential_keys",
    metadata,
    Column("thumbprint", LargeBinary(32), primary_key=True),
    Column("body", String(32), ForeignKey("bodies.code"), nullable=False),
    Column("x", LargeBinary(32), nullable=False),
    Column("y", LargeBinary(32), nullable=False),
)

certificates = Table(
    "certificates",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("code", String(32), nullable=False),
    Column("leaf", LargeBinary(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", String(32), ForeignKey("bodies.code"), nullable=False),
    Column("number", String(64), nullable=False),
    Column("normal_number", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("issued", Date, nullable=False),
    Column("key", LargeBinary(32), ForeignKey("credential_keys.thumbprint"), nullable=False),
    Column("jws", LargeBinary, nullable=False),
    Column("signed_summary", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("fingerprint", LargeBinary(32), nullable=False),
    Column("search", Text),
    Column("status_index", Integer, nullable=False),
    Column("salt", LargeBinary(16), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("code"),
    UniqueConstraint("leaf"),
    UniqueConstraint("body", "normal_number", "revision"),
    UniqueConstraint("body", "status_index"),
    CheckConstraint("kind IN ('conformity', 'calibration')", name="kind"),
    CheckConstraint("kind = 'conformity' OR search IS NULL", name="calibrations_are_not_searched"),
    CheckConstraint("revision >= 0", name="revision"),
    CheckConstraint("length(leaf) = 32", name="leaf"),
    Index("ix_certificates_normal_number", "normal_number"),
    Index(
        "ix_certificates_revised",
        "body",
        "normal_number",
        "revision",
        sqlite_where=text("revision > 0"),
        postgresql_where=text("revision > 0"),
    ),
)

files = Table(
    "files",
    metadata,
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("media_type", String(100), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("confidential", Boolean, nullable=False),
)

certificate_files = Table(
    "certificate_files",
    metadata,
    Column("leaf", LargeBinary(32), ForeignKey("certificates.leaf"), primary_key=True),
    Column("sha256", LargeBinary(32), ForeignKey("files.sha256"), primary_key=True),
    Index("ix_certificate_files_sha256", "sha256"),
)

batches = Table(
    "batches",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("body", String(32), ForeignKey("bodies.code"), nullable=False),
    Column("grants", JSON, nullable=False),
    Column("chain_id", BigInteger, nullable=False),
    Column("contract", LargeBinary(20), nullable=False),
    Column("root", LargeBinary(32)),
    Column("size", Integer),
    Column("batch_id", LargeBinary(32)),
    Column("sealed_at", BigInteger),
    Column("deadline", BigInteger),
    Column("signature", LargeBinary(65)),
    Column("anchored_at", BigInteger),
    Column("confirmed_block", BigInteger),
    Column("error_code", String(64)),
    Column("retrospective", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("batch_id"),
    CheckConstraint(f"state IN ({STATES})", name="state"),
    CheckConstraint(
        "state = 'OPEN' OR (root IS NOT NULL AND size > 0 AND batch_id IS NOT NULL"
        " AND sealed_at IS NOT NULL)",
        name="sealed_has_root",
    ),
    CheckConstraint(
        "(state IN ('CONFIRMED', 'FINAL')) = (anchored_at IS NOT NULL)", name="confirmed_has_time"
    ),
    CheckConstraint("(state = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
    Index("ix_batches_state", "state"),
)

leaves = Table(
    "leaves",
    metadata,
    Column("batch", KEY, ForeignKey("batches.key"), primary_key=True),
    Column("index", Integer, primary_key=True),
    Column("leaf", LargeBinary(32), nullable=False),
    Column("path", LargeBinary, nullable=False),
    UniqueConstraint("leaf"),
    CheckConstraint("length(leaf) = 32 AND length(path) % 32 = 0", name="hashes"),
)

status_requests = Table(
    "status_requests",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("phase", String(16), nullable=False),
    Column("body", String(32), ForeignKey("bodies.code"), nullable=False),
    Column("subject", LargeBinary(32), nullable=False),
    Column("n", Integer, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("reason", SmallInteger, nullable=False),
    Column("effective_from", BigInteger, nullable=False),
    Column("ref", LargeBinary(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("signature", LargeBinary(65), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("confirmed_block", BigInteger),
    Column("error_code", String(64)),
    Column("lead", KEY, ForeignKey("status_requests.key")),
    CheckConstraint(f"phase IN ({PHASES})", name="phase"),
    CheckConstraint("(phase = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
    # A record number is asked for once; a failed request frees it.
    Index(
        "uq_status_requests_wanted",
        "body",
        "subject",
        "n",
        unique=True,
        sqlite_where=text("phase <> 'FAILED'"),
        postgresql_where=text("phase <> 'FAILED'"),
    ),
    Index("ix_status_requests_phase", "phase"),
    Index("ix_status_requests_lead", "lead"),
)

successions = Table(
    "successions",
    metadata,
    Column("leaf", LargeBinary(32), ForeignKey("certificates.leaf"), primary_key=True),
    Column("previous", LargeBinary(32), ForeignKey("certificates.leaf"), nullable=False),
    Column("ended", String(16), nullable=False),
    Column("settled_at", BigInteger, nullable=False),
    CheckConstraint("ended IN ('superseded', 'withdrawn')", name="ended"),
)

body_requests = Table(
    "body_requests",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("phase", String(16), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("body", String(32), ForeignKey("bodies.code"), nullable=False),
    Column("subject", LargeBinary(32), nullable=False),
    Column("n", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("next_due", BigInteger, nullable=False),
    Column("detail", SmallInteger, nullable=False),
    Column("deadline", BigInteger, nullable=False),
    Column("signature", LargeBinary(65), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("confirmed_block", BigInteger),
    Column("error_code", String(64)),
    CheckConstraint(f"phase IN ({PHASES})", name="phase"),
    CheckConstraint("kind IN ('maintain', 'revoke_own_key', 'report_compromise')", name="kind"),
    CheckConstraint("(phase = 'FAILED') = (error_code IS NOT NULL)", name="failed_has_code"),
    # As for status requests: asked for once, and a failed one may be asked for again.
    Index(
        "uq_body_requests_wanted",
        "kind",
        "body",
        "subject",
        "n",
        unique=True,
        sqlite_where=text("phase <> 'FAILED'"),
        postgresql_where=text("phase <> 'FAILED'"),
    ),
    Index("ix_body_requests_phase", "phase"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("batch", KEY, ForeignKey("batches.key")),
    Column("status", KEY, ForeignKey("status_requests.key")),
    Column("request", KEY, ForeignKey("body_requests.key")),
    Column("transaction_hash", LargeBinary(32), nullable=False),
    Column("nonce", BigInteger, nullable=False),
    Column("sender", LargeBinary(20), nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("outcome", String(16)),
    Column("outcome_code", String(64)),
    UniqueConstraint("transaction_hash"),
    CheckConstraint(ONE_PURPOSE, name="one_purpose"),
    CheckConstraint(f"outcome IN ({OUTCOMES})", name="outcome"),
    # Two workers: the second insert fails, so one transaction at most can be under way.
    Index(
        "uq_attempts_live_batch",
        "batch",
        unique=True,
        sqlite_where=text("outcome IS NULL"),
        postgresql_where=text("outcome IS NULL"),
    ),
    Index(
        "uq_attempts_live_status",
        "status",
        unique=True,
        sqlite_where=text("outcome IS NULL"),
        postgresql_where=text("outcome IS NULL"),
    ),
    Index(
        "uq_attempts_live_request",
        "request",
        unique=True,
        sqlite_where=text("outcome IS NULL"),
        postgresql_where=text("outcome IS NULL"),
    ),
    # Never two live transactions with one nonce: only one of them could take effect.
    Index(
        "uq_attempts_live_nonce",
        "sender",
        "nonce",
        unique=True,
        sqlite_where=text("outcome IS NULL"),
        postgresql_where=text("outcome IS NULL"),
    ),
    Index("ix_attempts_batch", "batch"),
    Index("ix_attempts_status", "status"),
    Index("ix_attempts_request", "request"),
)
