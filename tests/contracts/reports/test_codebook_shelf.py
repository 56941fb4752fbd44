"""The shelf of codebooks, codings anew and discoveries do the same in memory, on SQLite and on PostgreSQL."""

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from services.reports.application.ask_recoding import ask_comparison
from services.reports.application.discover_themes import ask_discovery
from services.reports.application.edit_codebooks import begin_codebook
from services.reports.application.publish_codebook import publish_book
from services.reports.application.recoding_ports import RecodingDesk
from services.reports.application.standing import standings_of
from services.reports.domain.codebook_edits import merge_codes
from services.reports.domain.codebook_history import CodebookKey, Version
from services.reports.domain.codebooks import Codebook as Told
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.recodings import AnswerPlace, AnswerWords
from services.reports.domain.recounts import Recount
from shared.codebooks.writing import codebook_body
from shared.contracts.coding_work import AnswerChanged, RecodeProgressed, ThemeProposed, ThemesProposed, WordsAt
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_making import OLWEN, a_codebook
from tests.support.reports.codebook_stories import (
    ALL_KINDS,
    KEY,
    WHY,
    check_decisions,
    edited,
    expected,
    holding,
    settled,
)
from tests.support.reports.making import NOON, coded, withdrawn
from tests.support.reports.memory_codebooks import MemoryWork, memory_desk
from tests.support.reports.models import JOURNEY, MemoryModel, Model, SqlModel, recounted
from tests.support.reports.review_stories import Told as Decided
from tests.support.reports.review_stories import one

_IDS = [f"r{n}" for n in range(1, 7)]


@dataclass
class House:
    """A read model with a codebook, the desk of those who work on it, and its transactions."""

    model: Model
    desk: RecodingDesk

    def begin(self) -> AbstractContextManager[Any]:
        """A transaction that is committed at its end."""
        return self.model.unit.begun() if isinstance(self.model, MemoryModel) else _committed(self.model)


@contextmanager
def _committed(model: Any) -> Iterator[Any]:
    with model.reports.open_unit() as unit:
        yield unit
        unit.commit()


@pytest.fixture
def house(model: Model) -> House:
    """One team with one codebook."""
    if isinstance(model, SqlModel):
        made = House(model, model.reports.recoding)
    else:
        work = MemoryWork()
        made = House(MemoryModel(work), memory_desk(work))
    made.model.know(Told(DEFAULT_TEAM, "improvement", 1, codebook_body(a_codebook())))
    return made


def test_versions_drafts_and_what_is_to_be_counted_are_kept(house: House) -> None:
    own = CodebookKey(DEFAULT_TEAM, "own")
    draft = begin_codebook(DEFAULT_TEAM, replace(a_codebook(), id="own"), author=OLWEN, desk=house.desk.codebooks)
    publish_book(KEY, merge_codes(a_codebook(), ["resources"], "time_and_space"), 1, WHY, desk=house.desk.codebooks)
    with house.begin() as unit:
        shelf = unit.shelf
        assert [(told.id, told.version) for told in shelf.newest(DEFAULT_TEAM)] == [("improvement", 2)]
        assert shelf.newest("nobody") == []
        assert (shelf.body(KEY, 1).version, shelf.body(KEY).version, shelf.body(own), shelf.body(KEY, 9)) == (
            1,
            2,
            None,
            None,
        )
        second, first = shelf.versions(KEY)
        assert (second.version, second.author, second.why, first) == (2, OLWEN, WHY.why, Version(KEY, 1))
        assert shelf.drafts(DEFAULT_TEAM) == [shelf.draft(own)] == [replace(draft, at=shelf.draft(own).at)]
        assert shelf.carryings([KEY, own])[KEY].carried("resources") == "time_and_space"
        (waiting,) = shelf.recounts()
        assert (waiting.key, waiting.version, waiting.after) == (KEY, 2, "")
        earlier = Recount(own, 1, "r1", waiting.asked_at - timedelta(hours=1))
        shelf.put_recount(earlier)
        assert shelf.recounts() == [earlier, waiting]
        shelf.drop_recount(replace(waiting, version=1))
        assert shelf.recounts() == [earlier, waiting], "asked for again meanwhile: nobody has counted by this version"
        shelf.drop_recount(waiting)
        assert shelf.recounts() == [earlier]


def test_a_draft_is_put_only_in_the_place_of_the_one_that_was_read(house: House) -> None:
    draft = begin_codebook(DEFAULT_TEAM, replace(a_codebook(), id="own"), author=OLWEN, desk=house.desk.codebooks)
    newer = replace(draft, edition=2)
    with house.begin() as unit:
        assert [unit.shelf.put_draft(newer, at) for at in (None, 7, 1, 1)] == [False, False, True, False]
        assert unit.shelf.draft(draft.key).edition == 2
        unit.shelf.drop_draft(draft.key)
        assert unit.shelf.draft(draft.key) is None


def test_responses_that_bear_a_codebook_are_found_in_the_order_of_their_ids(house: House) -> None:
    house.model.tell(*(coded(f"r{n}", {"q_next": ["resources"], "q_support": []}) for n in (3, 1, 2)), coded("r4", {}))
    with house.begin() as unit:
        assert unit.shelf.bearing(KEY, "", 2) == [("r1", JOURNEY), ("r2", JOURNEY)]
        assert unit.shelf.bearing(KEY, "r2", 2) == [("r3", JOURNEY)]
        assert unit.shelf.bearing(CodebookKey(DEFAULT_TEAM, "own"), "", 2) == []
        assert unit.shelf.surveys_of(DEFAULT_TEAM) == [JOURNEY]


def test_codings_anew_and_discoveries_are_kept_whole(house: House) -> None:
    asked = ask_comparison(KEY, author=OLWEN, desk=house.desk)
    changed = AnswerChanged(survey="journey", response_id="r1", question="q_next", gone=("a",), new=("b", "c"))
    told = RecodeProgressed(
        team_id=DEFAULT_TEAM,
        recode_id=asked.recode_id,
        codebook="improvement",
        codebook_version=1,
        step=3,
        state="compared",
        done=9,
        total=9,
        gains={"a": 2},
        examples=(changed,),
        present=0.5,
    )
    quotes = (WordsAt(response_id="r1", question="q_next", start=0, end=5),)
    found = ask_discovery(JOURNEY, "q_next", "improvement", author=OLWEN, desk=house.desk)
    proposed = ThemesProposed(
        team_id=DEFAULT_TEAM,
        discovery_id=found.discovery_id,
        survey="journey",
        answers=9,
        themes=(ThemeProposed(words=("bus",), size=4, quotes=quotes),),
    )
    with house.begin() as unit:
        held = unit.recodings.recoding(DEFAULT_TEAM, asked.recode_id).after(told)
        unit.recodings.put_recoding(held)
        kept = unit.recodings.discovery(DEFAULT_TEAM, found.discovery_id).after(proposed, NOON).deciding(0, "bus")
        unit.recodings.put_discovery(kept)
    with house.begin() as unit:
        assert unit.recodings.recodings(KEY) == [unit.recodings.recoding(DEFAULT_TEAM, asked.recode_id)] == [held]
        assert unit.recodings.discoveries(JOURNEY) == [kept]
        assert unit.recodings.recoding("nobody", asked.recode_id) is None
        assert unit.recodings.discovery("nobody", found.discovery_id) is None
        assert unit.recodings.adopting(DEFAULT_TEAM) == []
        under_way = held.after(replace(told, step=4, state="adopting"))
        unit.recodings.put_recoding(under_way)
    with house.begin() as unit:
        assert unit.recodings.adopting(DEFAULT_TEAM) == [under_way]
        assert unit.recodings.adopting("nobody") == []


def test_words_are_there_until_they_are_withdrawn(house: House) -> None:
    house.model.tell(replace(coded("r1"), consents=("quote",)), coded("r2", language="cy"))
    house.model.tell(withdrawn("r3"))
    places = [AnswerPlace(id_, question) for id_ in ("r1", "r2", "r3") for question in ("q_next", "q_other")]
    with house.begin() as unit:
        assert unit.recodings.words(DEFAULT_TEAM, places) == {
            places[0]: AnswerWords("words of r1", "en", True),
            places[2]: AnswerWords("words of r2", "cy", False),
        }
        assert unit.recodings.words(DEFAULT_TEAM, []) == {}


@pytest.mark.parametrize("seed", range(3))
def test_any_story_leaves_decisions_in_place_or_listed_and_figures_right(house: House, seed: int) -> None:
    model, told, rng, desk = house.model, Decided(), random.Random(seed), house.desk.codebooks
    for _ in range(60):
        kind = rng.choice(ALL_KINDS)
        if not edited(kind, rng, model.tell, desk):
            one(kind, rng, model.tell, house.begin, told)
    assert model.figures() == recounted(model)
    carrying = settled(desk)
    assert model.figures() == recounted(model)
    with house.begin() as unit:
        answers = {
            AnswerAt(each.response_id, said.question): said
            for each in unit.responses.said(_IDS)
            for said in each.answers
        }
        current = unit.decisions.current(_IDS)
    assert current == told.last
    held = _held(house)
    both = {at: (said, held[at]) for at, said in answers.items()}
    for at, (said, holds) in both.items():
        assert holding(holds) == expected(said, told.last.get(at), carrying)
    check_decisions(told.last, both, carrying)


def _held(house: House) -> dict[AnswerAt, Any]:
    """What holds, found anew from what is kept; the rows are seen to say the same."""
    with house.begin() as unit:
        standings = standings_of(unit.responses.said(_IDS), unit)
        kept = unit.responses.footprints(sorted(standings))
    assert all(each.footprint in kept for each in standings.values())
    return {AnswerAt(id_, answer.question): answer for id_, each in standings.items() for answer in each.held.answers}
