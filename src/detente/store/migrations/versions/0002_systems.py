"""Systems and runs: every version of a system file, and what running it gave.

Going down takes them away; articles, statements and edits stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add them, empty."""
    op.create_table(
        "systems",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sha256", KEY, nullable=False, unique=True),
        sa.Column("at", KEY, nullable=False),
        sa.Column("as_of", KEY),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("system", sa.Integer, sa.ForeignKey("systems.no"), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("results", sa.LargeBinary, nullable=False),
    )
    op.create_index("runs_system", "runs", ["system"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("runs")
    op.drop_table("systems")
