"""Whatever comes in which order: figures are those of the rows, and each decision holds or is seen to need a person."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.domain.decisions import AnswerAt
from services.reports.domain.samples import seen_of
from tests.support.reports.making import SMALL_CODEBOOK
from tests.support.reports.models import MemoryModel, recounted
from tests.support.reports.review_stories import KINDS, Told, one


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from((*KINDS, "withdrawn")), min_size=1, max_size=40), st.integers(0, 2**32))
def test_every_decision_survives_everything_but_its_withdrawal(kinds: Sequence[str], seed: int) -> None:
    model, told, rng = MemoryModel(), Told(), random.Random(seed)
    model.know(SMALL_CODEBOOK)
    for kind in kinds:
        one(kind, rng, model.tell, model.unit.begun, told)
        assert model.figures() == recounted(model)
        _check_decisions(model, told)
        _check_samples(model)


def _check_decisions(model: MemoryModel, told: Told) -> None:
    steps = model.unit.decisions.steps
    assert {at: each[-1] for at, each in steps.items()} == told.last
    for each in steps.values():
        assert [step.number for step in each] == list(range(1, len(each) + 1)), "no step is ever lost or overwritten"
    for response_id, held in model.unit.responses.held.items():
        for answer, said in zip(held.answers, model.unit.responses.stored[response_id].answers, strict=True):
            last = told.last.get(AnswerAt(response_id, answer.question))
            if last is None or last.undone:
                assert answer == said, "where nobody decided, the model's codings hold"
            elif last.fits(said):
                assert (answer.model, answer.codings) == (last.reviewer.coder, last.codings)
            else:
                assert answer == said
                assert not model.unit.decisions.applies[last.at], "it is listed as needing a person"


def _check_samples(model: MemoryModel) -> None:
    for key, sample in model.unit.samples.samples.items():
        assert sample.seen == seen_of(model.unit.samples.found(key))
        drawn = sorted(model.unit.samples.drawn[key])
        assert all(each.place <= sample.bound for each in drawn)
