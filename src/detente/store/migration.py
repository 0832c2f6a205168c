"""Migration: the steps from an empty database to today's tables, and which of them a dossier has taken.

Alembic takes the steps; it is imported only where there is one to take.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from ..errors import DossierError, DossierVersionError
from .schema import APPLICATION, HEAD, MARK, settings

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")


def revision_of(connection: Connection, where: str) -> str | None:
    """The last step that a dossier has taken, None where the database is empty.

    Raises DossierError where the database holds something else, DossierVersionError where a step is unknown.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"settings", "alembic_version"} <= tables or not _marked(connection):
        raise DossierError(
            "is a database, but no dossier", where=where, remedy="give the dossier a database of its own"
        )
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision not in REVISIONS:
        raise DossierVersionError(
            f"was made by a newer detente (its format is {revision}, this one knows {HEAD})",
            where=where,
            remedy="update detente, or export the dossier with the newer one and import it here",
        )
    return revision


def move(connection: Connection, revision: str) -> None:
    """Take the steps up or down to `revision` (`base` takes all away), within the transaction at hand."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    here = (
        connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if _has(connection)
        else None
    )
    if revision != "base" and (here is None or here < revision):
        command.upgrade(config, revision)
    else:
        command.downgrade(config, revision)
        if revision == "base":
            connection.execute(text("DROP TABLE alembic_version"))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def _has(connection: Connection) -> bool:
    return inspect(connection).has_table("alembic_version")


def _marked(connection: Connection) -> bool:
    columns = {c["name"] for c in inspect(connection).get_columns("settings")}
    if not {"name", "value"} <= columns:
        return False
    return connection.execute(select(settings.c.value).where(settings.c.name == MARK[0])).scalar() == MARK[1]
