"""Alembic's way in: the connection is given, and its transaction is the caller's."""

from __future__ import annotations

from alembic import context

from detente.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
