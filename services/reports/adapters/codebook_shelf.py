"""Codebooks in SQL as those who work on them need them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, insert, select, tuple_, update

from services.reports.adapters import codebook_tables, tables
from services.reports.adapters.codebook_bodies import CheckedBodies
from services.reports.domain.carrying import CarryingOf, carrying_of
from services.reports.domain.codebook_history import Author, CodebookKey, Draft, Version
from services.reports.domain.codebooks import Codebook
from services.reports.domain.recounts import Recount
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import insert_new, upsert

_BODIES = CheckedBodies()


class SqlCodebookShelf:
    """Implements the port CodebookShelf on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, team_id: str) -> Sequence[Codebook]:
        """The newest version of each of a team's codebooks, by id."""
        books = tables.codebooks.c
        found = newest_versions().where(books.team_id == team_id).order_by(books.codebook)
        return [_told(row) for row in self._connection.execute(found)]

    def body(self, key: CodebookKey, version: int | None = None) -> Codebook | None:
        """A version, or the newest."""
        books = tables.codebooks
        found = select(books).where(*_of(books, key)).order_by(books.c.version.desc()).limit(1)
        if version is not None:
            found = found.where(books.c.version == version)
        row = self._connection.execute(found).one_or_none()
        return _told(row) if row else None

    def versions(self, key: CodebookKey) -> Sequence[Version]:
        """Who made which version, when and why; the newest first."""
        books, notes = tables.codebooks, codebook_tables.codebook_versions
        same = (
            (notes.c.team_id == books.c.team_id)
            & (notes.c.codebook == books.c.codebook)
            & (notes.c.version == books.c.version)
        )
        columns = (books.c.version, notes.c.by_id, notes.c.by_name, notes.c.at, notes.c.why)
        found = select(*columns).select_from(books.outerjoin(notes, same)).where(*_of(books, key))
        return [_version(key, row) for row in self._connection.execute(found.order_by(books.c.version.desc()))]

    def note(self, version: Version) -> None:
        """Keep who made a version."""
        author = version.author or Author("", "")
        made = {"version": version.version, "by_id": author.id, "by_name": author.name}
        row = {**_named(version.key), **made, "at": version.at, "why": version.why}
        self._connection.execute(insert(codebook_tables.codebook_versions), [row])

    def draft(self, key: CodebookKey) -> Draft | None:
        """The draft of the next version."""
        table = codebook_tables.codebook_drafts
        row = self._connection.execute(select(table).where(*_of(table, key))).one_or_none()
        return _draft(row) if row else None

    def drafts(self, team_id: str) -> Sequence[Draft]:
        """All drafts of a team, by id."""
        table = codebook_tables.codebook_drafts
        found = select(table).where(table.c.team_id == team_id).order_by(table.c.codebook)
        return [_draft(row) for row in self._connection.execute(found)]

    def put_draft(self, draft: Draft, replaces: int | None) -> bool:
        """Keep a draft in the place of the one of edition `replaces`; False when that is not there."""
        table, row = codebook_tables.codebook_drafts, _draft_row(draft)
        if replaces is None:
            return bool(insert_new(self._connection, table, [row], table.c.edition))
        mine = update(table).where(*_of(table, draft.key), table.c.edition == replaces)
        return self._connection.execute(mine.values(row)).rowcount == 1

    def drop_draft(self, key: CodebookKey) -> None:
        """Forget a draft."""
        table = codebook_tables.codebook_drafts
        self._connection.execute(delete(table).where(*_of(table, key)))

    def carryings(self, keys: Collection[CodebookKey]) -> CarryingOf:
        """How codes are carried into the newest version of each of these."""
        return carryings_of(self._connection, keys)

    def surveys_of(self, team_id: str) -> Sequence[SurveyKey]:
        """Every survey of a team that has figures."""
        table = tables.survey_counts.c
        found = select(table.team_id, table.survey).where(table.team_id == team_id).order_by(table.survey)
        return [SurveyKey(*row) for row in self._connection.execute(found)]

    def recounts(self) -> Sequence[Recount]:
        """What has to be counted anew, the longest waiting first."""
        table = codebook_tables.codebook_recounts
        found = select(table).order_by(table.c.asked_at, table.c.team_id, table.c.codebook)
        return [
            Recount(CodebookKey(row.team_id, row.codebook), row.version, row.after, row.asked_at)
            for row in self._connection.execute(found)
        ]

    def put_recount(self, recount: Recount) -> None:
        """Keep how far counting anew has come."""
        far = {"version": recount.version, "after": recount.after, "asked_at": recount.asked_at}
        upsert(self._connection, codebook_tables.codebook_recounts, [{**_named(recount.key), **far}])

    def drop_recount(self, recount: Recount) -> None:
        """Everything is counted; what was asked for again meanwhile stays."""
        table = codebook_tables.codebook_recounts
        same = (table.c.version == recount.version, table.c.after == recount.after)
        self._connection.execute(delete(table).where(*_of(table, recount.key), *same))

    def bearing(self, key: CodebookKey, after: str, limit: int) -> Sequence[tuple[str, SurveyKey]]:
        """The first responses after this id, in the order of ids, with an answer that is coded by the codebook."""
        table = tables.answers.c
        found = select(table.response_id, table.team_id, table.survey).distinct()
        mine = found.where(*_of(tables.answers, key), table.response_id > after)
        rows = self._connection.execute(mine.order_by(table.response_id).limit(limit))
        return [(row.response_id, SurveyKey(row.team_id, row.survey)) for row in rows]


def newest_versions() -> Select[Any]:
    """The newest version of every codebook, with its body."""
    books = tables.codebooks
    older = books.alias("older")
    mine = (older.c.team_id == books.c.team_id) & (older.c.codebook == books.c.codebook)
    return select(books).where(books.c.version == select(func.max(older.c.version)).where(mine).scalar_subquery())


def carryings_of(connection: Connection, keys: Collection[CodebookKey]) -> CarryingOf:
    """How codes are carried into the newest version of each of these that is known."""
    if not keys:
        return {}
    books = tables.codebooks.c
    found = newest_versions().where(tuple_(books.team_id, books.codebook).in_(sorted(keys)))
    return {
        CodebookKey(row.team_id, row.codebook): carrying_of(row.version, row.body) for row in connection.execute(found)
    }


def _of(table: Table, key: CodebookKey) -> tuple[Any, Any]:
    return table.c.team_id == key.team_id, table.c.codebook == key.codebook


def _named(key: CodebookKey) -> dict[str, str]:
    return {"team_id": key.team_id, "codebook": key.codebook}


def _told(row: Any) -> Codebook:
    return Codebook(row.team_id, row.codebook, row.version, row.body)


def _version(key: CodebookKey, row: Any) -> Version:
    author = None if row.by_id is None else Author(row.by_id, row.by_name)
    return Version(key, row.version, author, row.at, row.why or "")


def _draft(row: Any) -> Draft:
    key = CodebookKey(row.team_id, row.codebook)
    return Draft(key, row.base, row.edition, _BODIES.read(row.body), Author(row.by_id, row.by_name), row.at)


def _draft_row(draft: Draft) -> dict[str, Any]:
    return {
        **_named(draft.key),
        "base": draft.base,
        "edition": draft.edition,
        "body": _BODIES.written(draft.book),
        "by_id": draft.author.id,
        "by_name": draft.author.name,
        "at": draft.at,
    }
