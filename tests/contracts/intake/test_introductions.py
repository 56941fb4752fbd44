"""Where introductions are kept: on the fake, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.introductions import Introduction, Party, Standing
from services.intake.domain.responses import State
from tests.support.fakes_intake import NOON, FakeClock
from tests.support.fakes_introductions import IntroducingHouse
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

ONE = Introduction(
    id="1f0c", team_id="default", parties=(Party("a", "They coach."), Party("b", "They ask.")), expires_at=NOON
)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def open_unit(request, tmp_path):
    if request.param == "fake":
        yield IntroducingHouse().unit
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.open_unit


def test_the_first_is_kept_and_found_again(open_unit) -> None:
    with open_unit() as unit:
        unit.introductions.add(ONE)
        unit.introductions.add(replace(ONE, standing=Standing.OVER))
        unit.commit()
    with open_unit() as unit:
        assert unit.introductions.find("1f0c") == ONE
        assert unit.introductions.find("other") is None


def test_what_is_changed_is_kept_and_only_what_is_open_is_listed(open_unit) -> None:
    others = [replace(ONE, id=standing.value, standing=standing) for standing in Standing]
    with open_unit() as unit:
        for each in others:
            unit.introductions.add(each)
        unit.introductions.put(replace(others[0], parties=(Party("a", "", asked=True), Party("b", ""))))
        unit.commit()
    with open_unit() as unit:
        assert [each.id for each in unit.introductions.open(NOON)] == ["agreed", "asking"]
        assert unit.introductions.find("asking").parties[0].asked


def test_one_at_a_time_has_it_in_hand_until_they_let_go_or_are_gone(open_unit) -> None:
    later = NOON + timedelta(minutes=5)
    with open_unit() as unit:
        unit.introductions.add(ONE)
        assert unit.introductions.take_in_hand("1f0c", NOON, later)
        assert not unit.introductions.take_in_hand("1f0c", NOON, later)
        assert unit.introductions.open(NOON) == []
        assert unit.introductions.take_in_hand("1f0c", later, later + timedelta(minutes=5))
        unit.introductions.let_go("1f0c")
        assert unit.introductions.open(NOON) == [ONE]
        unit.commit()


def test_a_response_is_found_with_its_answers_until_it_is_taken_back(open_unit) -> None:
    survey = replace(a_survey(), version=1)
    response = survey.accept(a_submission(), at=NOON)
    late = replace(survey.accept(a_submission(), at=NOON), state=State.LATE)
    with open_unit() as unit:
        unit.surveys.add_version(survey, NOON)
        unit.responses.add([response, late])
        unit.commit()
    with open_unit() as unit:
        assert unit.introductions.response(response.id).answers[0].text == "More time"
        assert unit.introductions.response(late.id) is None
    withdraw_response(response.id, uow=open_unit(), clock=FakeClock())
    with open_unit() as unit:
        assert unit.introductions.response(response.id) is None
