"""Whoever holds a card sees what became of it."""

import pytest

from services.intake.application.look_up_card import Standing, look_up_card
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.paper_cards import number_from, shown_number
from services.intake.domain.paper_errors import CardNotFound
from tests.support.paper import PaperStage
from tests.support.surveys import a_survey


def seen(stage: PaperStage, number: str):
    return look_up_card(shown_number(number).lower(), stage.survey, desk=stage.desk)


def test_a_card_waits_counts_and_is_taken_back() -> None:
    stage = PaperStage(double_entry=True)
    number = stage.numbers[0]
    assert (seen(stage, number).standing, seen(stage, number).copies) == (Standing.BLANK, ())
    stage.type(number, photo=b"photo")
    assert (seen(stage, number).standing, seen(stage, number).has_photo) == (Standing.WAITS, True)
    stage.clock.move(minutes=1)
    stage.type(number, by="sian")
    assert seen(stage, number).standing is Standing.COUNTS
    assert [copy.by for copy in seen(stage, number).copies] == ["mair", "sian"]
    [response_id] = stage.store.shelf.responses
    withdraw_response(response_id, uow=stage.desk.open_unit(), clock=stage.clock)
    assert (seen(stage, number).standing, seen(stage, number).has_photo) == (Standing.WITHDRAWN, False)


@pytest.mark.parametrize("typed", ["", "ABCD", number_from(99)])
def test_a_number_that_names_no_card(typed: str) -> None:
    stage = PaperStage()
    with pytest.raises(CardNotFound):
        look_up_card(typed, stage.survey, desk=stage.desk)


def test_a_card_of_another_survey_is_not_shown() -> None:
    stage = PaperStage()
    with pytest.raises(CardNotFound):
        look_up_card(stage.numbers[0], a_survey("another"), desk=stage.desk)
