# SPDX-License-Identifier: Apache-2.0
"""The store room: all SQLAlchemy here. SQLite in WAL mode by default, PostgreSQL in production."""
