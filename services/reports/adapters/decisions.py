"""What people decided, in SQL: a row for every step, which stays, and one for what holds of each answer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from services.reports.adapters import review_tables as tables
from services.reports.adapters.coding_rows import codings_read, codings_written
from services.reports.adapters.tables import answers
from services.reports.domain.decisions import AnswerAt, Decision, Reviewer
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import upsert

_BATCH: Final = 1000
_SAME: Final = (
    *("number", "holds", "before", "made_at", "reviewed_at", "words", "revision", "model"),
    *("codebook", "codebook_version", "comment", "blind", "chance"),
)


class SqlDecisions:
    """Implements the port Decisions on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def located(self, team_id: str, reference: str) -> tuple[SurveyKey, AnswerAt] | None:
        """Which of the team's answers this reference is, None of none."""
        table = answers.c
        found = select(table.team_id, table.survey, table.response_id, table.question)
        mine = (table.reference == reference) & (table.team_id == team_id)
        row = self._connection.execute(found.where(mine)).one_or_none()
        return (SurveyKey(row.team_id, row.survey), AnswerAt(row.response_id, row.question)) if row else None

    def current(self, ids: Collection[str]) -> Mapping[AnswerAt, Decision]:
        """The last step about each answer of these responses."""
        table = tables.decisions
        rows = (row for some in _parts(sorted(ids)) for row in self._rows(table, table.c.response_id.in_(some)))
        return {decision.at: decision for decision in map(decision_of, rows)}

    def history(self, at: AnswerAt) -> Sequence[Decision]:
        """All steps about an answer, oldest first."""
        table = tables.reviews
        mine = (table.c.response_id == at.response_id) & (table.c.question == at.question)
        return [decision_of(row) for row in self._rows(table, mine, table.c.number)]

    def add(self, decision: Decision) -> None:
        """Keep a step, the next about its answer."""
        row = _row(decision)
        self._connection.execute(insert(tables.reviews), [row])
        upsert(self._connection, tables.decisions, [{**row, "applies": True}])

    def mark(self, applies: Mapping[AnswerAt, bool]) -> None:
        """Keep which of the current decisions can hold, the words being what they are now."""
        table = tables.decisions.c
        mine = update(tables.decisions).where(
            table.response_id == bindparam("of"), table.question == bindparam("asked")
        )
        rows = [{"of": at.response_id, "asked": at.question, "now": held} for at, held in sorted(applies.items())]
        if rows:
            self._connection.execute(mine.values(applies=bindparam("now")), rows)

    def forget(self, ids: Sequence[str]) -> None:
        """Let nothing stay of what was decided about these responses: comments may repeat their words."""
        for table in (tables.reviews, tables.decisions):
            for some in _parts(ids):
                self._connection.execute(delete(table).where(table.c.response_id.in_(some)))

    def _rows(self, table: Table, which: Any, *order: Any) -> Iterable[Any]:
        return self._connection.execute(select(table).where(which).order_by(*order)).all()


def decision_of(row: Any) -> Decision:
    """The step in a row."""
    return Decision(
        survey=SurveyKey(row.team_id, row.survey),
        at=AnswerAt(row.response_id, row.question),
        made_by=Reviewer(row.made_by, row.made_by_name),
        reviewer=Reviewer(row.reviewer, row.reviewer_name),
        codings=codings_read(row.codings),
        **{name: getattr(row, name) for name in _SAME},
    )


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "team_id": decision.survey.team_id,
        "survey": decision.survey.slug,
        "response_id": decision.at.response_id,
        "question": decision.at.question,
        "made_by": decision.made_by.id,
        "made_by_name": decision.made_by.name,
        "reviewer": decision.reviewer.id,
        "reviewer_name": decision.reviewer.name,
        "codings": codings_written(decision.codings),
        **{name: getattr(decision, name) for name in _SAME},
    }


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
