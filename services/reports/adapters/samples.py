"""Random samples in SQL: what was drawn, in its order, and what its review shows, ready for the report to read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, exists, func, insert, select, tuple_

from services.reports.adapters import review_tables as reviews
from services.reports.adapters import tables
from services.reports.adapters.codes import codes_read, steps_read, steps_written
from services.reports.domain.chances import Code
from services.reports.domain.decisions import MODEL_HOLDS, AnswerAt
from services.reports.domain.samples import DrawnAnswer, Found, Sample, SampleKey, Seen
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import upsert

_BATCH: Final = 1000
_BLANKS: Final = " \n\r\t"
_DRAWN: Final = reviews.drawn_answers
_SAMPLES: Final = reviews.samples


class SqlSamples:
    """Implements the port Samples on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, keys: Collection[SampleKey]) -> Mapping[SampleKey, Sample]:
        """Those of these questions that a sample was drawn of."""
        if not keys:
            return {}
        table = _SAMPLES.c
        wanted = sorted((*key.survey, key.question) for key in keys)
        found = select(_SAMPLES).where(tuple_(table.team_id, table.survey, table.question).in_(wanted))
        return {sample.key: sample for sample in map(sample_of, self._connection.execute(found))}

    def undrawn(self, key: SampleKey) -> Iterable[str]:
        """The responses with words under the question that can be coded and are not in the sample."""
        answer = tables.answers.c
        drawn = exists().where(_DRAWN.c.response_id == answer.response_id, _DRAWN.c.question == answer.question)
        found = select(answer.response_id).where(
            *_of(answer, key),
            answer.codebook.is_not(None),
            func.trim(answer.text, _BLANKS) != "",
            ~drawn,
        )
        return self._connection.execute(found.execution_options(yield_per=_BATCH)).scalars()

    def found(self, key: SampleKey) -> Sequence[Found]:
        """The answers of a sample in the order of drawing, as they stand."""
        codes: dict[str, set[Code]] = defaultdict(set)
        coding = tables.codings.c
        given = select(coding.response_id, coding.theme, coding.code).join(_DRAWN, _same(coding))
        for row in self._connection.execute(given.where(*_of(_DRAWN.c, key))):
            codes[row.response_id].add(Code(row.theme, row.code))
        return [_found(row, frozenset(codes[row.response_id])) for row in self._connection.execute(_standing(key))]

    def chance(self, at: AnswerAt) -> float | None:
        """With which chance an answer was drawn, None where it was not."""
        mine = (_DRAWN.c.response_id == at.response_id) & (_DRAWN.c.question == at.question)
        return self._connection.execute(select(_DRAWN.c.chance).where(mine)).scalar_one_or_none()

    def about(self, ids: Collection[str]) -> set[SampleKey]:
        """The samples that answers of these responses are in."""
        table = _DRAWN.c
        found = select(table.team_id, table.survey, table.question).distinct()
        return {
            SampleKey(SurveyKey(row.team_id, row.survey), row.question)
            for some in _parts(sorted(ids))
            for row in self._connection.execute(found.where(table.response_id.in_(some)))
        }

    def add(self, sample: Sample, drawn: Sequence[DrawnAnswer]) -> None:
        """Keep a sample in place of what was known of it, with further answers."""
        whose = {"team_id": sample.key.survey.team_id, "survey": sample.key.survey.slug}
        rows = [{**whose, **each.at._asdict(), "place": each.place, "chance": each.chance} for each in drawn]
        if rows:
            self._connection.execute(insert(_DRAWN), rows)
        upsert(self._connection, _SAMPLES, [whose | _row(sample)])

    def forget(self, ids: Sequence[str]) -> None:
        """Take the answers of these responses out of all samples."""
        for some in _parts(ids):
            self._connection.execute(delete(_DRAWN).where(_DRAWN.c.response_id.in_(some)))


def read_samples(connection: Connection, survey: SurveyKey) -> dict[str, Sample]:
    """The samples of a survey by question."""
    mine = (_SAMPLES.c.team_id == survey.team_id) & (_SAMPLES.c.survey == survey.slug)
    return {row.question: sample_of(row) for row in connection.execute(select(_SAMPLES).where(mine))}


def sample_of(row: Any) -> Sample:
    """The sample in a row."""
    numbers = [steps_read(row.seen[name]) for name in ("foreseen", "borne")]
    seen = Seen(row.drawn, row.reviewed, row.same_model, *numbers)
    key = SampleKey(SurveyKey(row.team_id, row.survey), row.question)
    return Sample(key, row.seed, row.bound, row.frame, row.drawn_at, seen)


def _row(sample: Sample) -> dict[str, Any]:
    seen = sample.seen
    return {
        "question": sample.key.question,
        "seed": sample.seed,
        "bound": sample.bound,
        "frame": sample.frame,
        "drawn": seen.drawn,
        "reviewed": seen.reviewed,
        "same_model": seen.same_model,
        "seen": {"foreseen": steps_written(seen.foreseen), "borne": steps_written(seen.borne)},
        "drawn_at": sample.drawn_at,
    }


def _standing(key: SampleKey) -> Any:
    """The drawn answers of a question in their order, with what was decided, and whether it came of a blind coding.

    What was decided before anybody coded blind was decided in sight of the model's codes, whoever codes later.
    """
    answer, decided, blind = tables.answers, reviews.decisions, reviews.blind_codings.c
    mine = blind.response_id == _DRAWN.c.response_id, blind.question == _DRAWN.c.question
    coded_blind = exists().where(*mine, blind.coded_at <= decided.c.reviewed_at)
    return (
        select(
            *(_DRAWN.c.response_id, answer.c.chances, answer.c.foreseen, answer.c.model.label("codes_now")),
            *(decided.c.holds, decided.c.applies, decided.c.model.label("judged"), coded_blind.label("blind")),
        )
        .join(answer, _same(answer.c))
        .outerjoin(decided, _same(decided.c))
        .where(*_of(_DRAWN.c, key))
        .order_by(_DRAWN.c.place)
    )


def _found(row: Any, codes: frozenset[Code]) -> Found:
    foreseen = row.chances if row.foreseen is None else row.foreseen
    decided = row.holds is not None and row.holds != MODEL_HOLDS
    holds = decided and row.applies and row.blind
    return Found(
        foreseen=dict(sorted(codes_read(foreseen or {}).items())),
        codes=codes if holds else None,
        same_model=row.judged == row.codes_now,
        left_out=bool(decided and not row.applies),
    )


def _same(columns: Any) -> Any:
    return and_(columns.response_id == _DRAWN.c.response_id, columns.question == _DRAWN.c.question)


def _of(columns: Any, key: SampleKey) -> Iterator[Any]:
    yield columns.team_id == key.survey.team_id
    yield columns.survey == key.survey.slug
    yield columns.question == key.question


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
