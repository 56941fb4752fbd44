"""Any sequence of edits, codings anew, reviews and withdrawals leaves every human decision in place or listed."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.domain.codebooks import Codebook as Told
from services.reports.domain.decisions import AnswerAt
from shared.codebooks.writing import codebook_body
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_making import a_codebook
from tests.support.reports.codebook_stories import ALL_KINDS, check_decisions, edited, expected, holding, settled
from tests.support.reports.memory_codebooks import MemoryWork, memory_desk
from tests.support.reports.models import MemoryModel, recounted
from tests.support.reports.review_stories import Told as Decided
from tests.support.reports.review_stories import one


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(ALL_KINDS), min_size=1, max_size=40), st.integers(0, 2**32))
def test_every_decision_is_in_place_or_needs_a_person_and_figures_equal_a_recount(
    kinds: Sequence[str], seed: int
) -> None:
    work, told, rng = MemoryWork(), Decided(), random.Random(seed)
    work.codebooks.keep(Told(DEFAULT_TEAM, "improvement", 1, codebook_body(a_codebook())))
    model, desk = MemoryModel(work), memory_desk(work).codebooks
    for kind in kinds:
        if not edited(kind, rng, model.tell, desk):
            one(kind, rng, model.tell, work.begun, told)
        assert model.figures() == recounted(model)
    carrying = settled(desk)
    assert model.figures() == recounted(model)
    answers = {
        AnswerAt(id_, said.question): (said, held)
        for id_, response in work.responses.stored.items()
        for said, held in zip(response.answers, work.responses.held[id_].answers, strict=True)
    }
    for at, (said, held) in answers.items():
        assert holding(held) == expected(said, told.last.get(at), carrying)
    check_decisions(told.last, answers, carrying)
    assert {at: steps[-1] for at, steps in work.decisions.steps.items()} == told.last
