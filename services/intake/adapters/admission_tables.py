"""The table of invitations."""

from typing import Final

from sqlalchemy import Boolean, Column, Date, Index, String, Table, Text, UniqueConstraint

from services.intake.adapters.tables import METADATA

# Attributes are a text with its keys in order, so that equal ones can be counted.
INVITATIONS: Final = Table(
    "invitations",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("reference", String(320), nullable=False),
    Column("attributes", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("used_on", Date),
    Column("reminded_on", Date),
    Column("no_reminders", Boolean, nullable=False),
    UniqueConstraint("survey", "reference", name="invitations_once"),
)
Index("invitations_by_token", INVITATIONS.c.digest, unique=True)
