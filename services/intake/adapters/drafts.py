"""Where drafts, the changes of surveys and the archive are kept."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from services.intake.adapters.draft_tables import ARCHIVED_SURVEYS, SURVEY_CHANGES, SURVEY_DRAFTS
from services.intake.adapters.forgetting import forget_people_of
from services.intake.adapters.tables import RESPONSES
from services.intake.domain.drafts import Draft
from services.intake.domain.responses import State
from services.intake.domain.survey_changes import Action, Archived, Change
from shared.database.upserts import insert_new, upsert

_DRAFT = SURVEY_DRAFTS.c


class SqlDrafts:
    """Implements the port Drafts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, slug: str) -> Draft | None:
        """The draft of this survey, None when there is none."""
        return self._draft(select(SURVEY_DRAFTS).where(_DRAFT.slug == slug))

    def take(self, slug: str) -> Draft | None:
        """The same, and until this transaction ends nobody else takes it."""
        return self._draft(select(SURVEY_DRAFTS).where(_DRAFT.slug == slug).with_for_update())

    def all(self, team_id: str) -> list[Draft]:
        """A team's drafts, by slug."""
        wanted = select(SURVEY_DRAFTS).where(_DRAFT.team_id == team_id).order_by(_DRAFT.slug)
        return [_draft(row._asdict()) for row in self._connection.execute(wanted)]

    def start(self, draft: Draft) -> bool:
        """Keep a draft where there is none of its slug; whether it was kept."""
        return bool(insert_new(self._connection, SURVEY_DRAFTS, [_row(draft)], _DRAFT.slug))

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the one of its slug."""
        upsert(self._connection, SURVEY_DRAFTS, [_row(draft)])

    def remove(self, slug: str) -> None:
        """Take a draft away; nothing happens when there is none."""
        self._connection.execute(delete(SURVEY_DRAFTS).where(_DRAFT.slug == slug))

    def _draft(self, wanted: Select[Any]) -> Draft | None:
        row = self._connection.execute(wanted).one_or_none()
        return _draft(row._asdict()) if row else None


class SqlSurveyChanges:
    """Implements the port SurveyChanges."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: Change) -> None:
        """Note one more."""
        row = {column.name: getattr(change, column.name) for column in SURVEY_CHANGES.c if column.name != "id"}
        self._connection.execute(insert(SURVEY_CHANGES), [row | {"what": change.what.value}])

    def newest(self, slug: str, most: int) -> list[Change]:
        """What was done last to a survey, the newest first."""
        columns = [column for column in SURVEY_CHANGES.c if column.name != "id"]
        wanted = select(*columns).where(SURVEY_CHANGES.c.slug == slug).order_by(SURVEY_CHANGES.c.id.desc()).limit(most)
        rows = (row._asdict() for row in self._connection.execute(wanted))
        return [Change(**row | {"what": Action(row["what"])}) for row in rows]


class SqlArchive:
    """Implements the port Archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, slug: str) -> Archived | None:
        """What is known of a survey that was archived, None when it was not."""
        wanted = select(ARCHIVED_SURVEYS).where(ARCHIVED_SURVEYS.c.slug == slug)
        row = self._connection.execute(wanted).one_or_none()
        return Archived(**row._asdict()) if row else None

    def all(self, team_id: str) -> list[Archived]:
        """A team's archived and deleted surveys, by slug."""
        table = ARCHIVED_SURVEYS.c
        wanted = select(ARCHIVED_SURVEYS).where(table.team_id == team_id).order_by(table.slug)
        return [Archived(**row._asdict()) for row in self._connection.execute(wanted)]

    def keep(self, archived: Archived) -> None:
        """Note it, in place of what was noted of its slug."""
        row = {column.name: getattr(archived, column.name) for column in ARCHIVED_SURVEYS.c}
        upsert(self._connection, ARCHIVED_SURVEYS, [row])

    def remove(self, slug: str) -> None:
        """Take a survey out of the archive."""
        self._connection.execute(delete(ARCHIVED_SURVEYS).where(ARCHIVED_SURVEYS.c.slug == slug))


class SqlCardCounts:
    """Implements the port CardCounts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_state(self, team_id: str) -> Mapping[str, Mapping[State, int]]:
        """How many responses of a team's surveys stand in each state, by slug."""
        table = RESPONSES.c
        grouped = select(table.survey, table.state, func.count()).where(table.team_id == team_id)
        found: dict[str, dict[State, int]] = {}
        for survey, state, number in self._connection.execute(grouped.group_by(table.survey, table.state)):
            found.setdefault(survey, {})[State(state)] = number
        return found

    def with_words(self, slug: str, most: int) -> list[str]:
        """The ids of at most so many responses whose words are still there, by id."""
        wanted = _with_words(slug, RESPONSES.c.id).order_by(RESPONSES.c.id).limit(most)
        return list(self._connection.execute(wanted).scalars())

    def words_left(self, slug: str) -> int:
        """How many responses there are whose words are still there."""
        return int(self._connection.execute(_with_words(slug, func.count())).scalar_one())

    def forget_people(self, slug: str) -> None:
        """Take away printed cards and what was typed from them, what was saved, invitations, connections, uploads."""
        forget_people_of(self._connection, slug)


def _with_words(slug: str, *wanted: Any) -> Select[Any]:
    return select(*wanted).where(RESPONSES.c.survey == slug, RESPONSES.c.state != State.WITHDRAWN.value)


def _row(draft: Draft) -> dict[str, Any]:
    row = {column.name: getattr(draft, column.name) for column in _DRAFT}
    return row | {"document": json.dumps(draft.document)}


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(**row | {"document": json.loads(row["document"])})
