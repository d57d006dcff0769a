# SPDX-License-Identifier: Apache-2.0
"""Runs migrations on the connection that ``registry.store.schema`` hands over."""

from alembic import context

from registry.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
