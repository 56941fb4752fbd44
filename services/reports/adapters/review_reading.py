"""What reviewers' pages read in SQL: along indices, whatever the number of answers."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Integer, case, cast, exists, func, select, tuple_

from services.reports.adapters import review_tables as reviews
from services.reports.adapters import tables
from services.reports.adapters.answers_shown import answer_shown
from services.reports.adapters.blind_codings import coding_of
from services.reports.adapters.review_queues import next_drawn, next_unsure
from services.reports.adapters.samples import read_samples
from services.reports.domain.blind import BlindCoding
from services.reports.domain.decisions import MODEL_HOLDS, AnswerAt, fingerprint
from services.reports.domain.reviewing import AnswerShown, QuestionProgress, Queue, Text, Wanted
from services.reports.domain.surveys import SurveyKey
from shared.database.engine import Database

_BATCH: Final = 500


class SqlReviewReader:
    """Implements the port ReviewReader."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def progress(self, survey: SurveyKey, reviewer: str) -> Sequence[QuestionProgress]:
        """How far each question with coded answers is, as this person sees it."""
        with self._database.read() as connection:
            samples = read_samples(connection, survey)
            decided = {row.question: row.n for row in connection.execute(_decided(survey))}
            blind = {row.question: row for row in connection.execute(_blind(survey, reviewer))}
            return [
                QuestionProgress(
                    question=row.question,
                    answers=row.answers,
                    decided=decided.get(row.question, 0),
                    blind=blind[row.question].n if row.question in blind else 0,
                    mine=int(blind[row.question].mine or 0) if row.question in blind else 0,
                    sample=samples.get(row.question),
                )
                for row in connection.execute(_coded(survey))
            ]

    def next(self, wanted: Wanted, reviewer: str) -> str | None:
        """The reference of the answer that comes next for this person, None at the end of the queue."""
        found = next_drawn(wanted, reviewer) if wanted.queue is Queue.SAMPLE else next_unsure(wanted)
        with self._database.read() as connection:
            return connection.execute(found).scalar_one_or_none()

    def answer(self, survey: SurveyKey, reference: str) -> AnswerShown | None:
        """The answer of this reference."""
        with self._database.read() as connection:
            return answer_shown(connection, survey, reference)

    def blind_codings(self, survey: SurveyKey) -> Sequence[BlindCoding]:
        """All blind codings of a survey whose answers read as they did."""
        table, answer = reviews.blind_codings, tables.answers.c
        found = select(*table.c, answer.text).join(
            tables.answers, (answer.response_id == table.c.response_id) & (answer.question == table.c.question)
        )
        ordered = found.where(*_of(table.c, survey)).order_by(table.c.question, table.c.response_id, table.c.reviewer)
        with self._database.read() as connection:
            return [coding_of(row) for row in connection.execute(ordered) if fingerprint(row.text) == row.words]

    def texts(self, ats: Collection[AnswerAt]) -> Mapping[AnswerAt, Text]:
        """The words of these answers."""
        table, response, wanted = tables.answers.c, tables.responses.c, sorted(ats)
        found = select(table.response_id, table.question, table.text, table.reference, response.language).join(
            tables.responses, response.response_id == table.response_id
        )
        with self._database.read() as connection:
            return {
                AnswerAt(row.response_id, row.question): Text(row.text, row.language, row.reference)
                for start in range(0, len(wanted), _BATCH)
                for row in connection.execute(
                    found.where(tuple_(table.response_id, table.question).in_(wanted[start : start + _BATCH]))
                )
            }


def _coded(survey: SurveyKey) -> Any:
    table = tables.group_sums.c
    coded = select(table.question, table.answers).where(*_of(table, survey), table.attribute == "")
    return coded.where(table.question != "", table.answers > 0).order_by(table.question)


def _decided(survey: SurveyKey) -> Any:
    table = reviews.decisions.c
    found = select(table.question, func.count().label("n")).group_by(table.question)
    there = exists().where(_same(tables.answers.c, table))
    return found.where(*_of(table, survey), table.applies, table.holds != MODEL_HOLDS, there)


def _blind(survey: SurveyKey, reviewer: str) -> Any:
    table = reviews.blind_codings.c
    mine = cast(func.sum(case((table.reviewer == reviewer, 1), else_=0)), Integer)
    answers = func.count(table.response_id.distinct())
    found = select(table.question, answers.label("n"), mine.label("mine"))
    return found.where(*_of(table, survey)).group_by(table.question)


def _of(columns: Any, survey: SurveyKey) -> tuple[Any, Any]:
    return columns.team_id == survey.team_id, columns.survey == survey.slug


def _same(one: Any, other: Any) -> Any:
    return (one.response_id == other.response_id) & (one.question == other.question)
