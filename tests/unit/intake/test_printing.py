"""What is printed: numbers, addresses, the size of a card, and short addresses."""

from dataclasses import replace

import pytest

from services.intake.application.paper_desk import PaperDesk
from services.intake.application.print_cards import draw_cards
from services.intake.application.short_addresses import code_for, is_kept, lengthen, query_for, shorten
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.paper_errors import BatchNotFound, ShortAddressNotFound, TooLongForPaper
from services.intake.domain.print_sheets import CardSize, card_size, fits_a_row
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.questions import Question
from services.intake.domain.wording import Wording
from tests.support.paper import PaperStage
from tests.support.surveys import a_question, a_survey

_TWO = (
    Option(key="a", text=Wording({"en": "A", "cy": "A"})),
    Option(key="o", text=Wording({"en": "Other", "cy": "Arall"}), other=True),
)


@pytest.fixture
def stage() -> PaperStage:
    return PaperStage()


def drawn(desk: PaperDesk):
    return desk.printer.drawn[-1]


def test_a_batch_is_drawn_with_a_code_for_each_card(stage: PaperStage) -> None:
    numbers = stage.print(sheets=3, session="b 2", event="spring")
    [count, first] = stage_batches(stage)
    assert (count.cards, first.cards, count.typed) == (12, 4, 0)
    assert draw_cards(count.batch.id, stage.survey, "https://example.org/", desk=stage.desk) == b"cards"
    sheets = drawn(stage.desk)
    assert sheets.numbers == numbers == sorted(set(numbers))
    assert sheets.addresses[numbers[0]] == f"https://example.org/s/card?card={numbers[0]}&event=spring&session=b+2"
    assert sheets.short == "example.org/s/card"


def stage_batches(stage: PaperStage):
    stage.clock.move(minutes=1)
    with stage.desk.open_reading() as reading:
        return sorted(reading.cards.batches("card"), key=lambda found: -found.cards)


def test_a_batch_that_is_not_the_surveys_is_not_drawn(stage: PaperStage) -> None:
    [count] = stage_batches(stage)
    for id_, survey in (("nowhere", stage.survey), (count.batch.id, a_survey("another"))):
        with pytest.raises(BatchNotFound):
            draw_cards(id_, survey, "https://example.org", desk=stage.desk)


@pytest.mark.parametrize(
    ("questions", "size"), [(1, CardSize.A6), (3, CardSize.A6), (4, CardSize.A5), (6, CardSize.A5)]
)
def test_a_card_is_as_large_as_its_questions_need(questions: int, size: CardSize) -> None:
    survey = a_survey(questions=tuple(a_question(f"q_{number}") for number in range(questions)))
    assert card_size(survey) is size
    assert size.on_a_sheet == (4 if size is CardSize.A6 else 2)


def test_short_options_stand_in_a_row_and_take_less_room() -> None:
    scale = {"kind": "scale", "codebook": None, "lowest": 1}
    short, long = (
        a_question(highest=5, **scale),
        a_question(highest=10, lowest_label=Wording({"en": "x" * 9, "cy": "x"}), **scale),
    )
    own = a_question(kind="one_choice", codebook=None, options=_TWO)
    assert (fits_a_row(short, "en"), fits_a_row(long, "en"), fits_a_row(own, "en")) == (True, False, False)
    four = tuple(
        replace(each, key=f"q_{number}") for number, each in enumerate((short, short, a_question(), a_question()))
    )
    assert card_size(a_survey(questions=four)) is CardSize.A6
    assert card_size(a_survey(questions=(*four, replace(long, key="q_long")))) is CardSize.A5


def test_a_survey_that_fits_no_card_says_so() -> None:
    with pytest.raises(TooLongForPaper):
        card_size(a_survey(questions=tuple(a_question(f"q_{number}") for number in range(7))))


def test_a_short_address_leads_to_the_form_it_was_made_for() -> None:
    hidden = Question(key="event", kind="hidden")
    stage = PaperStage(survey=a_survey(questions=(a_question(), hidden)))
    query = query_for({"event": " spring ", "session": "b2", "lang": "cy", "card": "x"}, stage.survey)
    assert query == {"event": "spring", "lang": "cy"}
    assert not is_kept(stage.survey, query, desk=stage.desk)
    code = shorten(stage.survey, query, desk=stage.desk)
    assert code == shorten(stage.survey, query, desk=stage.desk) == code_for(stage.survey, query)
    assert is_kept(stage.survey, query, desk=stage.desk)
    found = lengthen(code.lower().replace("1", "l").replace("0", "o"), desk=stage.desk)
    assert (found.survey, found.query) == ("card", query)
    assert code != code_for(stage.survey, {}) != code_for(a_survey("another"), {})
    assert "lang" not in query_for({"lang": "fr"}, stage.survey)


def test_an_unknown_short_address_leads_nowhere(stage: PaperStage) -> None:
    with pytest.raises(ShortAddressNotFound):
        lengthen("ABCDEF", desk=stage.desk)


def test_a_survey_of_another_team_is_not_there(stage: PaperStage) -> None:
    assert stage.desk.survey_of("card", "default") == stage.survey
    with pytest.raises(SurveyNotFound):
        stage.desk.survey_of("card", "others")
