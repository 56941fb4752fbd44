"""Which answer a reviewer is shown next, in SQL: the first along an index that still waits for somebody."""

from typing import Any, Final

from sqlalchemy import Select, and_, exists, func, select, tuple_

from services.reports.adapters import review_tables as reviews
from services.reports.adapters.tables import answers
from services.reports.domain.decisions import MODEL_HOLDS
from services.reports.domain.reviewing import Wanted

_BLANKS: Final = " \n\r\t"


def next_unsure(wanted: Wanted) -> Select[Any]:
    """Of the answers that nobody decided about, the one whose codes are the least sure, after the place wanted."""
    answer, decided = answers.c, reviews.decisions.c
    held = exists().where(
        decided.response_id == answer.response_id,
        decided.question == answer.question,
        decided.holds != MODEL_HOLDS,
        decided.applies,
    )
    found = select(answer.reference).where(
        *_of(wanted), answer.codebook.is_not(None), func.trim(answer.text, _BLANKS) != "", ~held
    )
    if wanted.place:
        doubt, _, reference = wanted.place.partition("-")
        if reference:
            found = found.where(tuple_(answer.doubt, answer.reference) < tuple_(int(doubt), reference))
    return found.order_by(answer.doubt.desc(), answer.reference.desc()).limit(1)


def next_drawn(wanted: Wanted, reviewer: str) -> Select[Any]:
    """The next drawn answer that this person neither coded blind nor decided about with all codes in sight."""
    answer, drawn, blind, step = answers.c, reviews.drawn_answers.c, reviews.blind_codings.c, reviews.reviews.c
    same = and_(drawn.response_id == answer.response_id, drawn.question == answer.question)
    coded = exists().where(
        blind.response_id == drawn.response_id, blind.question == drawn.question, blind.reviewer == reviewer
    )
    seen = exists().where(
        step.response_id == drawn.response_id,
        step.question == drawn.question,
        step.made_by == reviewer,
        ~step.blind,
    )
    found = select(answer.reference).join(reviews.drawn_answers, same).where(*_of(wanted), ~coded, ~seen)
    if wanted.place and "-" not in wanted.place:
        found = found.where(drawn.place > wanted.place)
    return found.order_by(drawn.place).limit(1)


def _of(wanted: Wanted) -> list[Any]:
    mine = [answers.c.team_id == wanted.survey.team_id, answers.c.survey == wanted.survey.slug]
    return [*mine, answers.c.question == wanted.question] if wanted.question else mine
