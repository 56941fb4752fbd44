"""Pairs of people and the answers they come from: in memory, on SQLite and on PostgreSQL."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from services.reports.domain.introductions import Introduction, IntroductionState, Party
from services.reports.domain.redactions import Person
from services.reports.domain.voices import CodeAt
from tests.support.reports.making import NOON, SMALL_CODEBOOK, answer, coded, message, published, withdrawn
from tests.support.reports.memory_introducing import MemoryIntroductions
from tests.support.reports.models import sql_model

TEAM = "default"
ONE = Introduction(
    id="i1",
    team_id=TEAM,
    need=Party(response_id="r1", survey="journey", about="They coach."),
    offer=Party(response_id="r2", survey="hall", about="They ask."),
    code="resources",
    state=IntroductionState.ASKED,
    by=Person("1", "Ann"),
    at=NOON,
    expires_at=NOON + timedelta(days=30),
)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request, tmp_path):
    if request.param == "memory":
        kept = MemoryIntroductions()

        @contextmanager
        def opening():
            yield SimpleNamespace(introductions=kept, commit=lambda: None)

        yield opening
        return
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    made = sql_model(url, tmp_path)
    yield made.reports.open_unit
    made.reports.close()


def test_a_pair_is_kept_once_and_found_again(opened) -> None:
    with opened() as unit:
        assert unit.introductions.add(ONE)
        assert not unit.introductions.add(replace(ONE, id="i2"))
        unit.commit()
    with opened() as unit:
        assert unit.introductions.find("i1") == ONE
        assert unit.introductions.find("i2") is None
        assert unit.introductions.of(TEAM) == [ONE]
        assert unit.introductions.of("another") == []


def test_what_was_answered_is_kept(opened) -> None:
    changed = replace(ONE, agreed=frozenset({"r2"}), state=IntroductionState.OVER, reason="expired")
    with opened() as unit:
        unit.introductions.add(ONE)
        unit.introductions.put(changed)
        unit.commit()
    with opened() as unit:
        assert unit.introductions.find("i1") == changed


@pytest.mark.parametrize("gone", ["r1", "r2"])
def test_a_pair_is_forgotten_with_either_response(opened, gone) -> None:
    with opened() as unit:
        unit.introductions.add(ONE)
        unit.introductions.forget(["r9"])
        assert unit.introductions.of(TEAM) == [ONE]
        unit.introductions.forget([gone, "r9"])
        assert unit.introductions.of(TEAM) == []
        unit.commit()


def spoken(response_id, facets, consents=("contact",), **changed):
    given = replace(answer("q_next", ["resources", "time_and_space"], f"words of {response_id}"), facets=facets)
    return replace(coded(response_id), answers=(given,), consents=consents, **changed)


@pytest.fixture
def told(database_url, tmp_path):
    made = sql_model(database_url, tmp_path)
    made.know(SMALL_CODEBOOK)

    def tell(*contents):
        with made.reports.open_unit() as unit:
            made.reports.consumer._handle([message(content) for content in contents], unit)
            unit.commit()

    yield SimpleNamespace(tell=tell, open_unit=made.reports.open_unit)
    made.reports.close()


def test_only_the_answers_of_those_who_may_be_contacted_are_found(told) -> None:
    told.tell(
        published(),
        spoken("r1", ("need",)),
        spoken("r2", ("need", "offer"), ("contact", "quote"), received_at=NOON + timedelta(hours=1)),
        spoken("r3", ("need",), ("quote",)),
        spoken("r4", ("barrier",)),
        spoken("r5", ("need",), team_id="another"),
    )
    with told.open_unit() as unit:
        newest, older = unit.introductions.voices(TEAM, "need")
        assert (newest.response_id, older.response_id) == ("r2", "r1")
        assert (newest.quotable, older.quotable) == (True, False)
        assert older.codes == {CodeAt("improvement", "resources"), CodeAt("improvement", "time_and_space")}
        assert (older.text, older.survey, older.language) == ("words of r1", "journey", "en")
        [named] = unit.introductions.voices(TEAM, "need", older.reference)
        assert named == older
        assert [each.response_id for each in unit.introductions.voices(TEAM, "offer")] == ["r2"]
        assert unit.introductions.smallest(TEAM) == {"journey": None}
        assert unit.introductions.titles(TEAM)[CodeAt("improvement", "resources")] == {"en": "resources"}


def test_a_withdrawal_takes_answer_and_pair_at_once_also_when_it_comes_first(told) -> None:
    told.tell(published(), spoken("r1", ("need",)), withdrawn("r6"))
    with told.open_unit() as unit:
        unit.introductions.add(ONE)
        unit.commit()
    told.tell(withdrawn("r1"), spoken("r6", ("need",)))
    with told.open_unit() as unit:
        assert unit.introductions.voices(TEAM, "need") == []
        assert unit.introductions.of(TEAM) == []
