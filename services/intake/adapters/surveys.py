"""Where surveys are kept."""

from collections.abc import MutableMapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from services.intake.adapters.draft_tables import ARCHIVED_SURVEYS
from services.intake.adapters.survey_documents import document_of, survey_from
from services.intake.adapters.tables import SURVEY_VERSIONS, SURVEYS
from services.intake.domain.surveys import Survey
from shared.database.upserts import upsert

KnownVersions = MutableMapping[tuple[str, int], Survey]
"""Versions that were read before: a version never changes, so that it is read from the database once a process."""

# Built once: every card that comes in asks for its survey.
_NEWEST = select(SURVEYS.c.slug, SURVEYS.c.version, SURVEYS.c.team_id, SURVEYS.c.closed_at)
_BY_SLUG = _NEWEST.where(SURVEYS.c.slug == bindparam("wanted"))


class SqlSurveys:
    """The published surveys in the database."""

    def __init__(self, connection: Connection, known: KnownVersions) -> None:
        self._connection = connection
        self._known = known

    def find(self, slug: str, version: int = 0) -> Survey | None:
        """The survey of this slug, None when there is none; with the questions of an earlier `version`."""
        row = self._connection.execute(_BY_SLUG, {"wanted": slug}).one_or_none()
        if row is None:
            return None
        newest = self._survey(row)
        if not 0 < version < newest.version:
            return newest
        return newest.as_shown_before(self._version(slug, version, row.team_id))

    def all(self) -> list[Survey]:
        """Every survey, by slug."""
        return [self._survey(row) for row in self._connection.execute(_NEWEST.order_by(SURVEYS.c.slug)).all()]

    def is_deleted(self, slug: str) -> bool:
        """Whether the team deleted it."""
        archived = ARCHIVED_SURVEYS.c
        deleted = select(archived.slug).where(archived.slug == slug, archived.deleted_at.is_not(None))
        return self._connection.execute(deleted).one_or_none() is not None

    def add_version(self, survey: Survey, at: datetime) -> None:
        """Keep a new version and make it the newest; a survey that was closed is open again."""
        of_version = {"slug": survey.slug, "version": survey.version, "team_id": survey.team_id, "published_at": at}
        self._connection.execute(insert(SURVEY_VERSIONS).values(**of_version, body=document_of(survey)))
        upsert(self._connection, SURVEYS, [{**of_version, "closed_at": None}])

    def close(self, slug: str, at: datetime) -> None:
        """Note that it was closed by hand."""
        self._connection.execute(update(SURVEYS).where(SURVEYS.c.slug == slug).values(closed_at=at))

    def _survey(self, row: Any) -> Survey:
        version = self._version(row.slug, row.version, row.team_id)
        return replace(version, closed_at=row.closed_at) if row.closed_at else version

    def _version(self, slug: str, version: int, team_id: str) -> Survey:
        if known := self._known.get((slug, version)):
            return known
        table = SURVEY_VERSIONS
        wanted = select(table.c.body).where(table.c.slug == slug, table.c.version == version)
        body = self._connection.execute(wanted).scalar_one()
        survey = replace(survey_from(body), version=version, team_id=team_id)
        self._known[slug, version] = survey
        return survey
