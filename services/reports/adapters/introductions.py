"""Pairs of people and what was decided about them, in SQL."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import Connection, delete, or_, select, update

from services.reports.adapters import tables
from services.reports.adapters.introduction_tables import introductions
from services.reports.adapters.surveys import outlines_of
from services.reports.adapters.voices import read_voices
from services.reports.domain.introductions import Introduction, IntroductionState, Party
from services.reports.domain.redactions import Person
from services.reports.domain.voices import CodeAt, Voice
from shared.database.upserts import insert_new

_AT_ONCE: Final = 500
_PAIR: Final = introductions.c


class SqlIntroductions:
    """Implements the port Introductions on one connection; `locking` in a transaction that changes them."""

    def __init__(self, connection: Connection, *, locking: bool = False) -> None:
        self._connection = connection
        self._locking = locking

    def voices(self, team_id: str, facet: str, reference: str = "") -> list[Voice]:
        """The newest coded answers with this facet."""
        return read_voices(self._connection, team_id, facet, reference)

    def smallest(self, team_id: str) -> Mapping[str, int | None]:
        """From how many a group of each of the team's surveys may be shown."""
        table = tables.surveys.c
        found = select(table.survey, table.smallest_group).where(table.team_id == team_id)
        return {row.survey: row.smallest_group for row in self._connection.execute(found)}

    def titles(self, team_id: str) -> Mapping[CodeAt, Mapping[str, str]]:
        """What the team's codes are called."""
        books = tables.codebooks
        rows = self._connection.execute(select(books).where(books.c.team_id == team_id)).all()
        return {CodeAt(book.codebook, code.id): code.title for book in outlines_of(rows) for code in book.codes()}

    def of(self, team_id: str) -> list[Introduction]:
        """Every pair that was decided about, newest first."""
        found = select(introductions).where(_PAIR.team_id == team_id).order_by(_PAIR.decided_at.desc(), _PAIR.id)
        return [_introduction(row) for row in self._connection.execute(found)]

    def find(self, id_: str) -> Introduction | None:
        """The one of this id."""
        found = select(introductions).where(_PAIR.id == id_)
        row = self._connection.execute(found.with_for_update() if self._locking else found).one_or_none()
        return _introduction(row) if row else None

    def add(self, introduction: Introduction) -> bool:
        """Keep one; False when the pair was decided about before."""
        return bool(insert_new(self._connection, introductions, [_row(introduction)], _PAIR.id))

    def put(self, introduction: Introduction) -> None:
        """Keep this in place of what was known."""
        mine = update(introductions).where(_PAIR.id == introduction.id)
        self._connection.execute(mine.values(_row(introduction)))

    def forget(self, ids: Collection[str]) -> None:
        """Forget every pair with one of these responses."""
        gone = sorted(ids)
        for start in range(0, len(gone), _AT_ONCE):
            some = gone[start : start + _AT_ONCE]
            of_these = or_(_PAIR.need_response.in_(some), _PAIR.offer_response.in_(some))
            self._connection.execute(delete(introductions).where(of_these))


def _row(pair: Introduction) -> dict[str, Any]:
    return {
        "id": pair.id,
        "team_id": pair.team_id,
        "need_response": pair.need.response_id,
        "need_survey": pair.need.survey,
        "need_about": pair.need.about,
        "offer_response": pair.offer.response_id,
        "offer_survey": pair.offer.survey,
        "offer_about": pair.offer.about,
        "code": pair.code,
        "state": pair.state.value,
        "decided_by": pair.by.id,
        "decided_by_name": pair.by.name,
        "decided_at": pair.at,
        "expires_at": pair.expires_at,
        "agreed": sorted(pair.agreed),
        "reason": pair.reason,
    }


def _introduction(row: Any) -> Introduction:
    return Introduction(
        id=row.id,
        team_id=row.team_id,
        need=Party(response_id=row.need_response, survey=row.need_survey, about=row.need_about),
        offer=Party(response_id=row.offer_response, survey=row.offer_survey, about=row.offer_about),
        code=row.code,
        state=IntroductionState(row.state),
        by=Person(row.decided_by, row.decided_by_name),
        at=row.decided_at,
        expires_at=row.expires_at,
        agreed=frozenset(row.agreed),
        reason=row.reason,
    )
