"""What reviewing keeps, alike in the fake, on SQLite and on PostgreSQL."""

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services.reports.adapters import review_tables
from services.reports.adapters.unit import ReportsUnit
from services.reports.application.code_blind import code_blind
from services.reports.application.decide import decide
from services.reports.application.ports import Unit
from services.reports.application.sampling import draw_sample
from services.reports.domain.decisions import AnswerAt, Reviewer, fingerprint, reference_of
from services.reports.domain.judging import Judgement
from services.reports.domain.review_errors import NothingToDraw
from services.reports.domain.samples import SampleKey
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON, SMALL_CODEBOOK, coded, withdrawn
from tests.support.reports.models import JOURNEY, MemoryModel, Model, SqlModel, recounted
from tests.support.reports.review_stories import KINDS, Told, one

ANN = Reviewer("p1", "Ann")
BOB = Reviewer("p2", "Bob")
NEXT = SampleKey(JOURNEY, "q_next")
_IDS = [f"r{n}" for n in range(1, 7)]


def begin(model: Model) -> AbstractContextManager[Any]:
    """A transaction that is committed at its end."""
    return model.unit.begun() if isinstance(model, MemoryModel) else _committed(model)


@contextmanager
def _committed(model: Any) -> Iterator[ReportsUnit]:
    with model.reports.open_unit() as unit:
        yield unit
        unit.commit()


def _kept(model: Model) -> dict[str, Any]:
    with begin(model) as unit:
        current = unit.decisions.current(_IDS)
        keys = [NEXT, NEXT._replace(question="q_journey")]
        return {
            "current": current,
            "history": {at: list(unit.decisions.history(at)) for at in current},
            "blind": {at: sorted(unit.blind_codings.of(at), key=lambda each: each.reviewer.id) for at in current},
            "samples": unit.samples.of(keys),
            "about": unit.samples.about(_IDS),
            "found": [list(unit.samples.found(key)) for key in keys],
            "chances": {at: unit.samples.chance(at) for at in current},
            "said": sorted(unit.responses.said(_IDS), key=lambda each: each.response_id),
        }


@pytest.mark.parametrize("seed", range(3))
def test_reviews_are_kept_alike_everywhere(model: Model, seed: int) -> None:
    rng, fake = (random.Random(seed), random.Random(seed)), MemoryModel()
    told = Told(), Told()
    for each in (model, fake):
        each.know(SMALL_CODEBOOK)
    kinds = random.Random(seed).choices((*KINDS, "withdrawn"), k=70)
    for step, kind in enumerate(kinds):
        for each, random_, known in zip((model, fake), rng, told, strict=True):
            one(kind, random_, each.tell, lambda each=each: begin(each), known)
        if step % 10 == 9:
            assert model.figures() == recounted(model) == fake.figures()
            assert _comparable(_kept(model)) == _comparable(_kept(fake))
    assert told[0].last == told[1].last
    assert any(made.codings for made in told[0].last.values()), "a story in which nobody decides tells nothing"


def _comparable(kept: dict[str, Any]) -> dict[str, Any]:
    """Which version of a survey was answered is kept in memory only, and lists may be in any order of questions."""
    said = [
        replace(
            each,
            survey_version=0,
            attributes={},
            answers=tuple(
                replace(answer, probabilities={}) for answer in sorted(each.answers, key=lambda answer: answer.question)
            ),
        )
        for each in kept["said"]
    ]
    return kept | {"said": said}


def _judged(response_id: str) -> Judgement:
    return Judgement(
        reference=reference_of(AnswerAt(response_id, "q_next")),
        words=fingerprint(f"words of {response_id}"),
        number=0,
        codebook_version=1,
        codes={"resources": ((0, 5),)},
        comment="as they said",
    )


def test_a_withdrawal_leaves_no_row_of_a_review(sql: SqlModel) -> None:
    sql.know(SMALL_CODEBOOK)
    sql.tell(coded("r1"), coded("r2"))
    with begin(sql) as unit:
        draw_sample(NEXT, 2, "seed", unit=unit, at=NOON)
        for response_id in ("r1", "r2"):
            code_blind(DEFAULT_TEAM, _judged(response_id), ANN, unit=unit, at=NOON)
    sql.tell(withdrawn("r1"))
    with sql.reports.database.read() as connection:
        for name in ("reviews", "decisions", "drawn_answers", "blind_codings"):
            table = review_tables.metadata.tables[name]
            assert [row.response_id for row in connection.execute(select(table))] == ["r2"], name
    with begin(sql) as unit:
        seen = unit.samples.of([NEXT])[NEXT].seen
        assert (seen.drawn, seen.reviewed) == (1, 1)


def test_what_was_decided_with_the_models_codes_in_sight_corrects_nothing_until_blind_codings_are_seen(
    model: Model,
) -> None:
    model.know(SMALL_CODEBOOK)
    model.tell(coded("r1"))

    def reviewed(unit: Unit) -> int:
        return unit.samples.of([NEXT])[NEXT].seen.reviewed

    with begin(model) as unit:
        draw_sample(NEXT, 1, "seed", unit=unit, at=NOON)
        first = decide(DEFAULT_TEAM, _judged("r1"), ANN, unit=unit, at=NOON)
        assert reviewed(unit) == 0, "Ann saw what the model had found"
        code_blind(DEFAULT_TEAM, _judged("r1"), BOB, unit=unit, at=NOON + timedelta(minutes=1))
        assert reviewed(unit) == 0, "what holds is still Ann's"
        again = replace(_judged("r1"), number=first.number)
        decide(DEFAULT_TEAM, again, ANN, unit=unit, at=NOON + timedelta(minutes=2))
        assert reviewed(unit) == 1, "somebody decided who could see what Bob found by himself"


def test_a_sample_is_the_first_of_one_random_order_and_grows_along_it(model: Model) -> None:
    model.know(SMALL_CODEBOOK)
    model.tell(*(coded(f"r{n:03}") for n in range(60)))
    with begin(model) as unit:
        first = draw_sample(NEXT, 20, "seed", unit=unit, at=NOON)
        assert (first.seen.drawn, first.frame) == (20, 60)
    model.tell(*(coded(f"s{n:03}") for n in range(60)))
    with begin(model) as unit:
        more = draw_sample(NEXT, 5, "another seed that is not taken", unit=unit, at=NOON)
        assert (more.seed, more.frame) == ("seed", 120)
        missed = more.seen.drawn - 25
        assert missed > 5, "those that came since, and stand among the first, are drawn too"
        ids = _drawn(unit, [f"{letter}{n:03}" for letter in "rs" for n in range(60)])
    everyone = MemoryModel()
    everyone.know(SMALL_CODEBOOK)
    everyone.tell(*(coded(f"{letter}{n:03}") for letter in "rs" for n in range(60)))
    with begin(everyone) as unit:
        draw_sample(NEXT, more.seen.drawn, "seed", unit=unit, at=NOON)
        assert _drawn(unit, [f"{letter}{n:03}" for letter in "rs" for n in range(60)]) == ids
    with begin(model) as unit:
        draw_sample(NEXT, 500, "seed", unit=unit, at=NOON)
        with pytest.raises(NothingToDraw):
            draw_sample(NEXT, 1, "seed", unit=unit, at=NOON)


def _drawn(unit: Unit, ids: list[str]) -> set[str]:
    return {id_ for id_ in ids if unit.samples.chance(AnswerAt(id_, "q_next")) is not None}


def test_a_decision_is_told_and_seen_by_the_next_transaction(model: Model) -> None:
    model.know(SMALL_CODEBOOK)
    model.tell(coded("r1"))
    before = model.stamp()
    with begin(model) as unit:
        decide(DEFAULT_TEAM, _judged("r1"), ANN, unit=unit, at=NOON)
    assert model.stamp() > before, "pages that are open see it"
    with begin(model) as unit:
        assert unit.decisions.current(["r1"])[AnswerAt("r1", "q_next")].comment == "as they said"
        assert unit.decisions.located("another team", reference_of(AnswerAt("r1", "q_next"))) is None
