"""What answers speak of beside their codes is told once, as places in answers, bounded."""

from contextlib import nullcontext

import pytest

from services.analysis.application.find_themes import MOST_THEMES
from services.analysis.application.work_beside import jobs
from shared.contracts.coding_work import ThemeProposed, ThemesProposed, WordsAt
from tests.support.received import received
from tests.support.workbench import OWN, Workbench, body, discover, published, theme


@pytest.fixture
def bench() -> Workbench:
    bench = Workbench()
    bench.hear(published(body(1, food={})))
    bench.hear(received("r1", "food and trams", "the bus", codebook=OWN), received("r2", "trams", codebook=OWN))
    return bench


def test_themes_are_told_by_response_and_question(bench):
    bench.themes = [theme("trams", 2, (0, 9, 14), (2, 0, 5))]
    bench.hear(discover())
    bench.work()
    (told,) = bench.told(ThemesProposed)
    quotes = (
        WordsAt(response_id="r1", question="q0", start=9, end=14),
        WordsAt(response_id="r2", question="q0", start=0, end=5),
    )
    assert told.themes == (ThemeProposed(words=("trams",), size=2, quotes=quotes),)
    assert (told.discovery_id, told.survey, told.answers, told.reason) == ("discovery 1", "journey", 3, "")


def test_the_codings_that_hold_are_read_beside_the_words(bench):
    bench.hear(discover())
    bench.work()
    ((first, second, third),) = bench.read
    assert [(coding.code, coding.spans[0].of(first.answer.text)) for coding in first.codings] == [("food", "food")]
    assert (second.codings, third.answer.question) == ((), "What's next?")


def test_one_question_may_be_asked_about(bench):
    bench.hear(discover(question="q1"))
    bench.work()
    assert [coding.answer.text for coding in bench.read[0]] == ["the bus"]


@pytest.mark.parametrize(("more", "reason"), [(6, "too-few-answers"), (7, "")])
def test_where_nothing_is_found_too_few_answers_are_a_reason_only_if_they_are_too_few(bench, more, reason):
    bench.hear(*(received(f"more{n}", "trams", codebook=OWN) for n in range(more)))
    bench.hear(discover())
    bench.work()
    assert [(told.answers, told.themes, told.reason) for told in bench.told(ThemesProposed)] == [(3 + more, (), reason)]


def test_no_more_themes_are_told_than_people_look_through(bench):
    bench.themes = [theme(f"word{n}", 3, (0, 0, 4)) for n in range(MOST_THEMES + 5)]
    bench.hear(discover())
    bench.work()
    assert len(bench.told(ThemesProposed)[0].themes) == MOST_THEMES


def test_asked_twice_it_is_told_once(bench):
    bench.hear(discover(), discover())
    (job,) = jobs(bench.desk)
    bench.work()
    bench.hear(discover())
    job.take_step()
    assert len(bench.told(ThemesProposed)) == 1


def test_what_somebody_else_is_at_is_left_to_them(bench):
    bench.hear(discover())
    bench.claimed = lambda _what: nullcontext(False)
    assert not bench.step()
    assert bench.read == []


def test_a_discovery_that_is_given_up_says_so(bench):
    bench.hear(discover())
    (job,) = jobs(bench.desk)
    job.give_up("unexpected")
    assert [told.reason for told in bench.told(ThemesProposed)] == ["unexpected"]
    assert jobs(bench.desk) == []
