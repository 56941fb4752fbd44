"""Stories of responses for property tests: coded, coded again, withdrawn, parked and repeated, in any order."""

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from services.reports.application.project import AboutSurvey
from shared.contracts.coded_answers import AnswerCoded
from tests.support.reports.making import NOON, coded, parked, published, withdrawn

Batches = list[list[AboutSurvey]]
_IDS = ("r1", "r2", "r3", "r4")
_CODES = ("time_and_space", "resources", "shared_learning")


def _coded(response_id: str, revision: int) -> AboutSurvey:
    """What a coding found follows from id and revision, as it does in life."""
    rng = random.Random(f"{response_id}/{revision}")
    codes = {
        question: rng.sample(_CODES, rng.randint(0, 3))
        for question in rng.sample(("q_journey", "q_next"), rng.randint(0, 2))
    }
    told = coded(
        response_id,
        codes,
        revision=revision,
        survey="journey" if response_id < "r4" else "learning",
        language=rng.choice(("en", "cy")),
        attributes={key: rng.choice(("gp", "nurse", " ")) for key in rng.sample(("role", "site", "invitation"), 2)},
        chances={code: round(rng.random(), 4) for code in (*_CODES, "a_facet")} if rng.random() < 0.7 else None,
        at=NOON + timedelta(minutes=20 * rng.randint(0, 90)),
    )
    return replace(told, answers=tuple(_noticed(answer, rng) for answer in told.answers))


def _noticed(answer: AnswerCoded, rng: random.Random) -> AnswerCoded:
    """The answer with what else a coder notices of words."""
    facets = tuple(rng.sample(("need", "barrier", "success", "plan", "offer"), rng.randint(0, 2)))
    return replace(answer, facets=facets, tone=rng.choice(("", "negative", "neutral", "positive", "mixed")))


def _one(kind: str, response_id: str, revision: int) -> AboutSurvey:
    survey = "journey" if response_id < "r4" else "learning"
    if kind == "coded":
        return _coded(response_id, revision)
    if kind == "published":
        return published(revision)
    return {"withdrawn": withdrawn, "parked": parked}[kind](response_id, survey)


_KINDS = st.sampled_from(("coded", "coded", "coded", "coded", "withdrawn", "parked", "published"))
tellings = st.builds(_one, _KINDS, st.sampled_from(_IDS), st.integers(1, 3))


@st.composite
def batches(draw: st.DrawFn, most: int = 24) -> Batches:
    """Batches of tellings; any of them may be told again."""
    told = draw(st.lists(tellings, min_size=1, max_size=most))
    cuts = sorted(draw(st.sets(st.integers(1, len(told)), max_size=6)))
    edges = [0, *cuts, len(told)]
    return [told[start:end] for start, end in zip(edges, edges[1:], strict=False) if start < end]


@st.composite
def twice_told(draw: st.DrawFn) -> tuple[Batches, Batches]:
    """The same tellings in two orders and two batchings."""
    first = draw(batches())
    flat = [each for batch in first for each in batch]
    other = draw(st.permutations(flat))
    size = draw(st.integers(1, len(flat)))
    return first, [other[start : start + size] for start in range(0, len(other), size)]


def random_story(rng: random.Random, batches: int) -> Batches:
    """A longer story without shrinking, for suites whose read model is not made anew for each example."""
    kinds = ("coded", "coded", "coded", "withdrawn", "parked", "published")
    return [
        [_one(rng.choice(kinds), f"r{rng.randint(0, 9)}", rng.randint(1, 3)) for _ in range(rng.randint(1, 8))]
        for _ in range(batches)
    ]
