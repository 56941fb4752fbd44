"""Drafts, rules and numbers in SQL; who was quoted where stands apart from the documents, and goes with the words."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, tuple_, update

from services.reports.adapters import tables
from services.reports.adapters.publication_rows import draft_of, publication_of, row_of_draft, row_of_publication
from services.reports.adapters.publication_tables import drafts, publications, quotes, rules
from services.reports.application.publication_ports import Span
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.publications import Draft, Listed, Publication, Rules
from services.reports.domain.surveys import SurveyKey
from shared.database.engine import Database
from shared.database.upserts import insert_new, upsert


class SqlPublications:
    """Implements the port Publications on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def draft(self, key: SurveyKey) -> Draft | None:
        """The next number of a survey."""
        row = self._connection.execute(select(drafts).where(*_mine(drafts, key))).one_or_none()
        return draft_of(row) if row else None

    def drafts(self, keys: Collection[SurveyKey]) -> list[Draft]:
        """The drafts of these surveys."""
        mine = tuple_(drafts.c.team_id, drafts.c.survey).in_(sorted(keys))
        return [draft_of(row) for row in self._connection.execute(select(drafts).where(mine))]

    def put_draft(self, draft: Draft) -> bool:
        """Keep version n of a draft in place of version n - 1."""
        row = row_of_draft(draft)
        if draft.version == 1:
            return bool(insert_new(self._connection, drafts, [row], drafts.c.version))
        before = update(drafts).where(*_mine(drafts, draft.key), drafts.c.version == draft.version - 1)
        return self._connection.execute(before.values(row)).rowcount == 1

    def rules(self, key: SurveyKey) -> Rules:
        """The rules of a survey."""
        row = self._connection.execute(select(rules).where(*_mine(rules, key))).one_or_none()
        return Rules(row.second_person) if row else Rules()

    def put_rules(self, key: SurveyKey, kept: Rules) -> None:
        """Keep these rules."""
        row = {"team_id": key.team_id, "survey": key.slug, "second_person": kept.second_person}
        upsert(self._connection, rules, [row])

    def newest(self, key: SurveyKey) -> int:
        """The highest number; 0 where nothing was published."""
        found = select(func.coalesce(func.max(publications.c.number), 0)).where(*_mine(publications, key))
        return int(self._connection.execute(found).scalar_one())

    def add(self, publication: Publication, links: Mapping[str, AnswerAt]) -> None:
        """Keep a new number, and whose answers its quotes are."""
        self._connection.execute(insert(publications), [row_of_publication(publication)])
        whose = {"team_id": publication.key.team_id, "survey": publication.key.slug, "number": publication.number}
        if links:
            rows = [{**whose, "quote": name, **at._asdict()} for name, at in links.items()]
            self._connection.execute(insert(quotes), rows)

    def quoting(self, ids: Collection[str]) -> list[tuple[Publication, frozenset[str]]]:
        """The publications that quote these responses, each with the ids of those quotes."""
        found: dict[tuple[str, str, int], set[str]] = defaultdict(set)
        for row in self._connection.execute(select(quotes).where(quotes.c.response_id.in_(sorted(ids)))):
            found[row.team_id, row.survey, row.number].add(row.quote)
        return [(self._numbered(*key), frozenset(names)) for key, names in sorted(found.items())]

    def replace(self, publication: Publication) -> None:
        """Keep the document of a publication as it is now."""
        mine = _mine(publications, publication.key)
        changed = update(publications).where(*mine, publications.c.number == publication.number)
        document = dict(publication.document)
        self._connection.execute(changed.values(document=document, changed_at=publication.changed_at))

    def unlink(self, ids: Collection[str]) -> None:
        """Forget that these responses were quoted anywhere."""
        self._connection.execute(delete(quotes).where(quotes.c.response_id.in_(sorted(ids))))

    def _numbered(self, team_id: str, survey: str, number: int) -> Publication:
        mine = _mine(publications, SurveyKey(team_id, survey))
        found = select(publications).where(*mine, publications.c.number == number)
        return publication_of(self._connection.execute(found).one())


class SqlSources:
    """Implements the port Sources on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def span(self, key: SurveyKey) -> Span:
        """When responses came in."""
        at = tables.responses.c.received_at
        found = select(func.min(at).label("first"), func.max(at).label("last"))
        row = self._connection.execute(found.where(*_mine(tables.responses, key))).one()
        return Span(row.first, row.last)

    def models(self, key: SurveyKey) -> tuple[str, ...]:
        """The versions of the models whose codings stand in a survey."""
        model = tables.answers.c.model
        found = select(model).where(*_mine(tables.answers, key), model != "").distinct().order_by(model)
        return tuple(self._connection.execute(found).scalars())


class SqlArchive:
    """Implements the port Archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def publication(self, key: SurveyKey, number: int | None = None) -> Publication | None:
        """A number of a survey, the newest unless one is named."""
        found = select(publications).where(*_mine(publications, key))
        if number is not None:
            found = found.where(publications.c.number == number)
        with self._database.read() as connection:
            row = connection.execute(found.order_by(publications.c.number.desc()).limit(1)).one_or_none()
        return publication_of(row) if row else None

    def numbers(self, team_id: str, slug: str | None, limit: int) -> list[Listed]:
        """What was published of a survey, or of all, newest first."""
        table = publications.c
        told = [table.document[name].label(name) for name in ("title", "note", "reason", "responses")]
        found = select(table.team_id, table.survey, table.number, table.published_at, table.changed_at, *told)
        found = found.where(table.team_id == team_id)
        if slug is not None:
            found = found.where(table.survey == slug)
        newest = found.order_by(table.published_at.desc(), table.number.desc()).limit(limit)
        with self._database.read() as connection:
            return [_listed(row) for row in connection.execute(newest)]


def _listed(row: Any) -> Listed:
    key = SurveyKey(row.team_id, row.survey)
    return Listed(key, row.number, row.title, row.note, row.reason, row.responses, row.published_at, row.changed_at)


def _mine(table: Table, key: SurveyKey) -> tuple[Any, Any]:
    return table.c.team_id == key.team_id, table.c.survey == key.slug
