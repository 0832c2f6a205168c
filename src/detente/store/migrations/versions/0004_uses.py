"""Uses: which system is worked with, as a log; and the content of each beside its text.

Every system held so far counts as taken up when it was saved. Going down forgets the log.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add them."""
    op.add_column("systems", sa.Column("content", sa.LargeBinary))
    op.create_table(
        "uses",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("system", sa.Integer, sa.ForeignKey("systems.no"), nullable=False),
        sa.Column("mark", KEY),
    )
    op.create_index("uses_system", "uses", ["system"])
    op.execute(
        "INSERT INTO uses (no, at, author, note, system) SELECT no, at, '', note, no FROM systems ORDER BY no"
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("uses")
    op.drop_column("systems", "content")
