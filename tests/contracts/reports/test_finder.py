"""Looking through words: the fake, SQLite and PostgreSQL find the same answers and count the same people."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from services.reports.application.finding_ports import Finder
from services.reports.domain.attributes import Group
from services.reports.domain.filters import AnswerFound, CoderKind, Filter
from shared.contracts.messages import ResponseCoded
from tests.support.reports.making import NOON, SMALL_CODEBOOK, answer, coded
from tests.support.reports.models import JOURNEY, MemoryModel, Model

_TEXTS = (
    "Mae angen cymuned o ymarfer arnom",
    "Roedd ein gymuned yn gefnogol, a'r tŵr yn uchel",
    "Ŷd a glaw; y gegin",
    "We need TIME and a community, naïve as it sounds",
    "Time_out for 50% of teams: café",
    "Nothing here",
)
_CODES = ("time_and_space", "resources", "shared_learning")
_FACETS = ("need", "barrier", "success")


def _crowd(seed: int) -> list[ResponseCoded]:
    rng = random.Random(seed)
    return [_one(number, rng) for number in range(60)]


def _one(number: int, rng: random.Random) -> ResponseCoded:
    language = rng.choice(("en", "cy"))
    answers = tuple(
        replace(
            answer(question, rng.sample(_CODES, rng.randint(0, 2)), rng.choice(_TEXTS)),
            facets=tuple(sorted(rng.sample(_FACETS, rng.randint(0, 2)))),
            tone=rng.choice(("", "neutral")),
            model=rng.choice(("model-1", "person:p1")),
        )
        for question in rng.sample(("q_next", "q_journey"), rng.randint(0, 2))
    )
    attributes = {key: rng.choice(("gp", "nurse")) for key in ("role", "site") if rng.random() < 0.8}
    at = NOON + timedelta(seconds=number)
    return replace(coded(f"r{number}", {}, language=language, at=at, attributes=attributes), answers=answers)


FILTERS = (
    Filter(JOURNEY),
    Filter(JOURNEY, words="cymuned"),
    Filter(JOURNEY, words="TWR ymarfer"),
    Filter(JOURNEY, words="tŵr"),
    Filter(JOURNEY, words="commun time"),
    Filter(JOURNEY, words="cafe _ 50%"),
    Filter(JOURNEY, words="_ out"),
    Filter(JOURNEY, words="%"),
    Filter(JOURNEY, words="unity"),
    Filter(JOURNEY, question="q_next", facet="need"),
    Filter(JOURNEY, facet="+problem", code="resources"),
    Filter(JOURNEY, coder=CoderKind.PERSON),
    Filter(JOURNEY, code="time_and_space", beside="resources"),
    Filter(JOURNEY, code="resources", coder=CoderKind.MODEL),
    Filter(JOURNEY, question="q_next", who=(Group("role", "gp"),)),
    Filter(JOURNEY, question="q_next", who=(Group("role", ""), Group("language", "cy")), facet="success"),
    Filter(JOURNEY, question="q_next", who=(Group("site", "nurse"), Group("role", "gp")), code="resources"),
)


@pytest.fixture
def finders(model: Model) -> tuple[Finder, Finder]:
    """The one under test, and the fake beside it."""
    fake = MemoryModel()
    for each in (model, fake):
        each.know(SMALL_CODEBOOK)
        each.tell(*_crowd(1))
        each.tell(*(replace(told, revision=2) for told in _crowd(2)[:20]))
    return model.finder(), fake.finder()


def _plain(found: AnswerFound) -> AnswerFound:
    """Without the number of the row, which only a database gives."""
    codings = tuple(sorted(found.codings, key=lambda coding: coding.code))
    return replace(found, place=found.place._replace(id=0), codings=codings)


def _sorted(found: list[AnswerFound]) -> list[AnswerFound]:
    return sorted(map(_plain, found), key=lambda each: (each.received_at, each.question))


@pytest.mark.parametrize("wanted", FILTERS, ids=range(len(FILTERS)))
def test_all_find_the_same_and_count_the_same(finders: tuple[Finder, Finder], wanted: Filter) -> None:
    one, fake = finders
    found = one.answers(wanted, None, 500)
    assert _sorted(found) == _sorted(fake.answers(wanted, None, 500))
    assert [each.place for each in found] == sorted((each.place for each in found), reverse=True)
    if wanted.who:
        assert one.crossed(wanted) == fake.crossed(wanted)
    else:
        assert one.matched(wanted, 60) == fake.matched(wanted, 60)


def test_words_are_found_without_case_and_accents_from_their_beginnings_and_mutated_in_welsh(
    finders: tuple[Finder, Finder],
) -> None:
    def found(words: str) -> set[tuple[str, str]]:
        answers = finders[0].answers(Filter(JOURNEY, words=words), None, 500)
        return {(each.text[start:end], each.language) for each in answers for start, end in each.words}

    assert found("TWR") == {("tŵr", "cy"), ("tŵr", "en")}
    assert ("gymuned", "cy") in found("cymun")
    assert ("gymuned", "en") not in found("cymun"), "no English word mutates"
    assert found("naive") == {("naïve", "cy"), ("naïve", "en")}
    assert found("munity") == set()


def test_pages_follow_each_other_without_loss(finders: tuple[Finder, Finder]) -> None:
    wanted, seen, before = Filter(JOURNEY), [], None
    everything = finders[0].answers(wanted, None, 500)
    while page := finders[0].answers(wanted, before, 7):
        seen += page
        before = page[-1].place
    if len({each.place for each in everything}) == len(everything):
        assert seen == everything
