"""What reports keeps of telling others: endpoints, news on their way, what was told of findings, and digests."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from services.reports.adapters.tables import metadata
from shared.database.types import Json, RowId, UtcDateTime


def _text(name: str, length: int = 64) -> "Column[str]":
    return Column(name, String(length), nullable=False)


def _key(name: str, length: int = 64) -> "Column[str]":
    return Column(name, String(length), primary_key=True)


endpoints = Table(
    "outgoing_endpoints",
    metadata,
    _key("id", 36),
    _text("team_id", 36),
    _text("url", 500),
    Column("kinds", Json, nullable=False),
    Column("secrets", Json, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)
Index("ix_outgoing_endpoints_team", endpoints.c.team_id)

news = Table(
    "outgoing_news",
    metadata,
    _key("id"),
    _text("team_id", 36),
    _text("kind", 32),
    Column("at", UtcDateTime, nullable=False),
    Column("data", Json, nullable=False),
)

sendings = Table(
    "outgoing_sendings",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    _text("endpoint_id", 36),
    _text("news_id"),
    _text("state", 16),
    Column("attempts", Integer, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("status", Integer),
    _text("reason"),
)
Index("ix_outgoing_sendings_due", sendings.c.state, sendings.c.next_at)
Index("ix_outgoing_sendings_endpoint", sendings.c.endpoint_id, sendings.c.id)
Index("ix_outgoing_sendings_news", sendings.c.news_id)

watched = Table(
    "watched_findings",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    Column("stamp", Integer, nullable=False),
    Column("told", Json, nullable=False),
)

thresholds = Table(
    "thresholds",
    metadata,
    _key("id", 36),
    _text("team_id", 36),
    _text("survey"),
    _text("code"),
    _text("measure", 8),
    Column("level", Integer, nullable=False),
    Column("crossed", Boolean, nullable=False),
)
Index("ix_thresholds_survey", thresholds.c.team_id, thresholds.c.survey)

digests = Table(
    "digests",
    metadata,
    _key("id", 36),
    _text("team_id", 36),
    _text("email", 320),
    _text("language", 8),
    _text("rhythm", 8),
    _text("key"),
    Column("confirmed", Boolean, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("seen", Json, nullable=False),
)
Index("ux_digests_key", digests.c.key, unique=True)
Index("ix_digests_due", digests.c.confirmed, digests.c.next_at)
