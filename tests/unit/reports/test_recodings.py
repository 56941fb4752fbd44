"""Coding anew and discovering: asked for once, heard in any order, decided by people, and never counted by itself."""

import itertools
from dataclasses import replace

import pytest

from services.reports.application.ask_recoding import ask_comparison, decide_recoding
from services.reports.application.discover_themes import (
    Accepted,
    Candidate,
    accept_candidate,
    ask_discovery,
    dismiss_candidate,
)
from services.reports.application.hear_of_codings import AboutCodings, hear_of_codings
from services.reports.domain.codebook_errors import CodebookNotFound, DraftChanged, RecodingNotFound, RecodingNotReady
from services.reports.domain.codebook_history import CodebookKey, Seen
from services.reports.domain.codebooks import Codebook as Told
from services.reports.domain.masking import Mask
from services.reports.domain.recodings import AnswerWords, Recoding, heard_of
from services.reports.entrypoints.messages import MessageHandler
from shared.codebooks.writing import codebook_body
from shared.contracts.coding_work import (
    AnswerChanged,
    DiscoveryRequested,
    ModelAdopted,
    RecodeProgressed,
    RecodeRequested,
    ThemeProposed,
    ThemesProposed,
)
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_making import OLWEN, a_codebook, words
from tests.support.reports.making import NOON, message
from tests.support.reports.memory_codebooks import MemoryWork, StillNoon, memory_desk
from tests.support.reports.models import JOURNEY

KEY = CodebookKey(DEFAULT_TEAM, "improvement")
FOUND = ThemesProposed(
    team_id=DEFAULT_TEAM,
    discovery_id="id-1",
    survey="journey",
    answers=9,
    themes=(ThemeProposed(words=("bus",), size=4, quotes=()), ThemeProposed(words=("cars",), size=3, quotes=())),
)
ADOPTED = ModelAdopted(
    team_id=DEFAULT_TEAM,
    recode_id="id-1",
    codebook="improvement",
    codebook_version=1,
    model="learned",
    adopted_at=NOON,
)


def _progress(step: int, state: str) -> RecodeProgressed:
    return RecodeProgressed(
        team_id=DEFAULT_TEAM,
        recode_id="id-1",
        codebook="improvement",
        codebook_version=1,
        step=step,
        state=state,
        done=step,
        total=9,
    )


@pytest.fixture
def work() -> MemoryWork:
    """A team with one codebook."""
    unit = MemoryWork()
    unit.codebooks.keep(Told(DEFAULT_TEAM, "improvement", 1, codebook_body(a_codebook())))
    return unit


def _hear(work: MemoryWork, *told: AboutCodings) -> None:
    hear_of_codings(told, unit=work, at=NOON)


def test_one_comparison_at_a_time_of_the_newest_version(work: MemoryWork) -> None:
    desk = memory_desk(work)
    asked = ask_comparison(KEY, author=OLWEN, desk=desk)
    assert ask_comparison(KEY, author=OLWEN, desk=desk) == asked
    (told,) = work.outbox.told
    assert told.content == RecodeRequested(
        team_id=DEFAULT_TEAM, recode_id="id-1", codebook="improvement", codebook_version=1, purpose="compare"
    )
    work.codebooks.keep(Told(DEFAULT_TEAM, "improvement", 2, codebook_body(a_codebook(2))))
    assert ask_comparison(KEY, author=OLWEN, desk=desk).version == 2
    with pytest.raises(CodebookNotFound):
        ask_comparison(CodebookKey(DEFAULT_TEAM, "none"), author=OLWEN, desk=desk)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_highest_step_counts_in_whatever_order_it_is_told(work: MemoryWork, order: tuple[int, ...]) -> None:
    ask_comparison(KEY, author=OLWEN, desk=memory_desk(work))
    told = [_progress(1, "comparing"), _progress(2, "compared"), _progress(3, "adopting"), _progress(4, "adopted")]
    for place in order:
        _hear(work, told[place], told[place])
    held = work.recodings.recoding(DEFAULT_TEAM, "id-1")
    assert held is not None
    assert (held.state, held.author, held.is_running) == ("adopted", OLWEN, False)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_examples_that_only_one_step_bears_are_kept_by_all_that_follow(order: tuple[int, ...]) -> None:
    example = AnswerChanged(survey="journey", response_id="r1", question="q_next", gone=("a",), new=())
    told = [
        _progress(1, "comparing"),
        replace(_progress(2, "compared"), examples=(example,)),
        _progress(3, "adopting"),
    ]
    recoding = Recoding(KEY, "id-1", 1)
    for place in order:
        recoding = recoding.after(told[place])
    assert recoding.progress == replace(told[2], examples=(example,))
    assert recoding.after(told[2]) == recoding


def test_a_decision_is_made_once_and_only_about_what_was_compared(work: MemoryWork) -> None:
    desk = memory_desk(work)
    ask_comparison(KEY, author=OLWEN, desk=desk)
    with pytest.raises(RecodingNotReady):
        decide_recoding(DEFAULT_TEAM, "id-1", "adopt", author=OLWEN, desk=desk)
    with pytest.raises(RecodingNotFound):
        decide_recoding(DEFAULT_TEAM, "id-9", "adopt", author=OLWEN, desk=desk)
    _hear(work, _progress(2, "compared"))
    decided = decide_recoding(DEFAULT_TEAM, "id-1", "adopt", author=OLWEN, desk=desk)
    assert (decided.decision, decided.decided_by, decided.is_running) == ("adopt", "Olwen Rees", True)
    with pytest.raises(RecodingNotReady):
        decide_recoding(DEFAULT_TEAM, "id-1", "discard", author=OLWEN, desk=desk)
    assert len({each.id for each in work.outbox.told}) == 2


def test_a_model_that_was_adopted_is_known_before_or_after_its_progress(work: MemoryWork) -> None:
    assert Recoding(KEY, "x", 1).state == "asked"
    for told in ([ADOPTED, _progress(4, "adopting")], [_progress(4, "adopting"), ADOPTED]):
        recoding = heard_of(told[0])
        for each in told:
            recoding = recoding.after(each)
        assert (recoding.state, recoding.model, recoding.is_running) == ("adopting", "learned", True)
        after = recoding.after(_progress(5, "adopted"))
        assert (after.state, after.is_running) == ("adopted", False)
    assert heard_of(ADOPTED).after(ADOPTED).state == "adopted", "what was begun before a restore is not known"
    _hear(work, ADOPTED)
    held = work.recodings.recoding(DEFAULT_TEAM, "id-1")
    assert held is not None
    assert held.key == KEY


def test_the_handler_hears_of_codings_and_changes_no_figure(work: MemoryWork) -> None:
    handler = MessageHandler(StillNoon())
    handler([message(_progress(1, "comparing")), message(ADOPTED), message(FOUND)], work)
    assert work.recodings.recoding(DEFAULT_TEAM, "id-1") is not None
    assert work.recodings.discovery(DEFAULT_TEAM, "id-1") is None, "nobody here asked for it"
    assert not work.counts.stamps


def test_candidates_are_judged_once_and_become_codes_of_the_draft_only(work: MemoryWork) -> None:
    desk = memory_desk(work)
    asked = ask_discovery(JOURNEY, "q_next", "improvement", author=OLWEN, desk=desk)
    (told,) = work.outbox.told
    assert told.content == DiscoveryRequested(
        team_id=DEFAULT_TEAM, discovery_id="id-1", survey="journey", question="q_next"
    )
    _hear(work, FOUND, FOUND)
    _hear(work, replace(FOUND, themes=()))
    candidate = Candidate(DEFAULT_TEAM, asked.discovery_id, 0)
    accepted = Accepted("connections", words("Buses"))
    with pytest.raises(DraftChanged):
        accept_candidate(candidate, accepted, Seen(whole="0.0"), author=OLWEN, desk=desk)
    draft = accept_candidate(candidate, accepted, Seen(whole="1.0"), author=OLWEN, desk=desk)
    assert draft.book.code_ids[-1] == "buses"
    assert [book.version for book in work.shelf.newest(DEFAULT_TEAM)] == [1], "nothing is published"
    dismiss_candidate(replace(candidate, number=1), desk=desk)
    held = work.recodings.discovery(DEFAULT_TEAM, "id-1")
    assert held is not None
    assert held.decided == {0: "buses", 1: ""}
    for number in (0, 1, 2, -1):
        with pytest.raises(RecodingNotReady):
            dismiss_candidate(replace(candidate, number=number), desk=desk)
    with pytest.raises(RecodingNotFound):
        dismiss_candidate(replace(candidate, discovery_id="id-9"), desk=desk)
    with pytest.raises(CodebookNotFound):
        ask_discovery(JOURNEY, None, "none", author=OLWEN, desk=desk)


def test_a_stretch_of_an_answer_is_masked_where_marks_touch_it() -> None:
    said = AnswerWords("Thank you Siân Rees of ward 7", "en", True, (Mask(11, 13, "name"), Mask(28, 29, "place")))
    assert said.masked(0, 29) == "Thank you [name] Rees of ward [place]"
    assert said.masked(0, 12) == "Thank you [name]", "a part of a name tells the name"
    assert said.masked(15, 27) == "Rees of ward"
