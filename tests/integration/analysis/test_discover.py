"""Candidates are found in both languages, shown by exact quotes, and do not hang on the order of rows."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.engine.discovery.candidates import Discovery
from services.analysis.engine.discovery.discover import discover, discover_uncovered
from services.analysis.engine.discovery.stop_words import STOP_WORDS
from services.analysis.engine.segments import segments
from tests.unit.analysis.discovery.conference import NOISE, answers, matters


@pytest.fixture(scope="module")
def found() -> Discovery:
    return discover(answers())


def in_words(found: Discovery, given: list[Answer]) -> list[object]:
    """All that is said of the candidates, with texts instead of places."""
    return [
        (
            candidate.language,
            candidate.words,
            sorted(given[place].text for place in candidate.answers),
            [quote.span.of(given[quote.answer].text) for quote in candidate.quotes],
            candidate.cohesion,
            candidate.stability,
        )
        for candidate in found.candidates
    ]


def test_each_candidate_is_about_one_matter(found: Discovery) -> None:
    texts = [answer.text for answer in answers()]
    for candidate in found.candidates:
        written = {texts[place] for place in candidate.answers}
        assert max(len(written.intersection(matter)) for matter in matters().values()) >= 0.75 * len(written)


@pytest.mark.parametrize("matter", ["parking", "lunch", "amser", "hyfforddiant"])
def test_every_matter_is_named_by_a_word_that_people_wrote(found: Discovery, matter: str) -> None:
    assert matter in {word for candidate in found.candidates for word in candidate.words}


def test_labels_hold_whole_words_that_say_something(found: Discovery) -> None:
    written = " ".join(answer.text.lower() for answer in answers()).replace(".", " ").split()
    words = {word for candidate in found.candidates for word in candidate.words}
    assert words <= set(written)
    assert not words & STOP_WORDS


def test_welsh_and_english_have_candidates_of_their_own(found: Discovery) -> None:
    welsh = {text for name in ("amser", "hyfforddiant") for text in matters()[name]}
    texts = [answer.text for answer in answers()]
    assert {candidate.language for candidate in found.candidates} == {"en", "cy"}
    for candidate in found.candidates:
        spoken = [texts[place] in welsh for place in candidate.answers]
        assert sum(spoken) == (len(spoken) if candidate.language == "cy" else 0)


def test_noise_belongs_to_nothing(found: Discovery) -> None:
    texts = [answer.text for answer in answers()]
    assert not {texts[place] for candidate in found.candidates for place in candidate.answers} & set(NOISE)
    assert found.answers == len(texts)
    assert found.considered == len(texts) - len(NOISE)
    assert 0.6 < found.coverage <= 1


def test_quotes_are_exact_and_differ(found: Discovery) -> None:
    given = answers()
    for candidate in found.candidates:
        assert 1 <= len(candidate.quotes) <= 3
        assert len({quote.span.of(given[quote.answer].text) for quote in candidate.quotes}) == len(candidate.quotes)
        for quote in candidate.quotes:
            assert quote.answer in candidate.answers
            assert (quote.span.start, quote.span.end) in segments(given[quote.answer].text)


def test_no_answer_stands_in_two_candidates(found: Discovery) -> None:
    places = [place for candidate in found.candidates for place in candidate.answers]
    assert len(places) == len(set(places))
    assert [candidate.size for candidate in found.candidates] == sorted(map(len, _answers(found)), reverse=True)


def _answers(found: Discovery) -> list[tuple[int, ...]]:
    return [candidate.answers for candidate in found.candidates]


def test_the_order_of_rows_means_nothing(found: Discovery) -> None:
    shuffled = answers()
    random.Random(1).shuffle(shuffled)
    assert in_words(discover(shuffled), shuffled) == in_words(found, answers())


def test_the_number_of_threads_means_nothing(found: Discovery) -> None:
    with threadpool_limits(1):
        assert discover(answers()) == found


def test_what_a_matter_is_made_of_comes_back_from_other_starts(found: Discovery) -> None:
    assert all(0 < candidate.stability <= 1 for candidate in found.candidates)
    assert all(0.65 <= candidate.cohesion <= 1 for candidate in found.candidates)
    assert 0.5 < found.stability <= 1


@pytest.mark.parametrize(
    "texts", [[], ["No parking"], ["Full car park", "Parking!", "Lunch", "", "more parking"], NOISE * 5]
)
def test_too_few_answers_give_no_candidates_and_say_so(texts: list[str]) -> None:
    found = discover([Answer(text) for text in texts])
    assert (found.answers, found.clusters, found.candidates, found.coverage) == (len(texts), 0, (), 0.0)
    assert found.considered < 10


def test_many_who_say_the_same_are_one_candidate_with_one_quote() -> None:
    found = discover([Answer("More parking please")] * 12 + [Answer("n/a")])
    assert [(candidate.size, len(candidate.quotes)) for candidate in found.candidates] == [(12, 1)]


def test_a_handful_in_one_language_is_looked_at_but_in_no_candidate() -> None:
    few = [Answer(text) for text in matters()["amser"][:4]]
    found = discover([*few, *(Answer(text) for text in matters()["parking"])])
    assert {candidate.language for candidate in found.candidates} == {"en"}
    assert found.considered == 24


def test_what_the_codebook_covers_is_left_out() -> None:
    """Each answer has a covered sentence about parking and one about lunch that no coding touches."""
    lunches = matters()["food"]
    codings = []
    for number, parked in enumerate(matters()["parking"]):
        text = f"{parked.removesuffix(' 👍')}\n{lunches[number % len(lunches)]}"
        evidence = Coding("parking", "place", 0.9, (Span(4, 9),))
        codings.append(AnswerCoding(Answer(text), "test", (evidence,)))
    covered = AnswerCoding(Answer("Parking again"), "test", (Coding("parking", "place", 0.9, (Span(0, 7),)),))
    found = discover_uncovered([*codings, covered])
    quotes = [quote.span.of(codings[quote.answer].answer.text) for c in found.candidates for quote in c.quotes]
    assert found.answers == 21
    assert found.considered == 20
    assert quotes
    assert not any("park" in words.lower() for words in [*quotes, *(w for c in found.candidates for w in c.words)])


PIECES = st.sampled_from("parking late ŵyl w\u0302y 😀 \r\n • 1) . ! don’t sy'n x".split(" "))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=8), max_size=30))
def test_any_answers_can_be_looked_at(pieces: list[list[str]]) -> None:
    given_answers = [Answer(" ".join(parts)) for parts in pieces]
    found = discover(given_answers)
    assert found.considered <= found.answers == len(given_answers)
    for candidate in found.candidates:
        assert all(quote.span.of(given_answers[quote.answer].text).strip() for quote in candidate.quotes)


def test_a_quote_is_the_sentence_that_is_about_the_matter() -> None:
    texts = [f"We came together.\n{parked}" for parked in matters()["parking"]]
    found = discover([Answer(text) for text in texts])
    quotes = [quote.span.of(texts[quote.answer]) for candidate in found.candidates for quote in candidate.quotes]
    assert quotes
    assert all("park" in words.lower() for words in quotes)


def test_an_answer_about_a_bit_of_everything_stands_in_no_candidate() -> None:
    mixed = Answer("Food lunch, coach mentor, car parking hospital, vegan spaces, confidence")
    given_answers = [*answers(), mixed]
    found = discover(given_answers)
    assert found.considered == 81
    assert len(given_answers) - 1 not in {place for candidate in found.candidates for place in candidate.answers}
