"""What a team is asked to look at before it publishes, and where a survey stands."""

from datetime import timedelta

import pytest

from services.intake.domain.check_list import Remark, remarks_on
from services.intake.domain.survey_phases import Phase, Standing, standing_of
from services.intake.domain.wording import Translation, Wording
from tests.support.fakes_intake import NOON
from tests.support.random_surveys import said
from tests.support.surveys import a_question, a_survey

HOUR = timedelta(hours=1)
THANKED = {"thanks": said("Thanks"), "questions": (a_question(),)}


def remarks(survey, before=None) -> list[Remark]:
    return list(remarks_on(survey, before, ["improvement"], NOON))


def test_a_finished_survey_needs_no_second_look() -> None:
    assert remarks(a_survey(**THANKED)) == []


def test_words_that_lack_are_told() -> None:
    found = remarks(a_survey(closed_message=Wording({}), questions=(a_question(),)))
    assert found == [Remark("no-closing-words"), Remark("no-thanks")]


def test_texts_are_counted_by_language_and_state() -> None:
    machine = Wording({"en": "Words", "cy": "Geiriau"}, {"cy": Translation.MACHINE})
    unchecked = Wording({"en": "Words", "cy": "Geiriau"}, {"cy": Translation.UNCHECKED})
    survey = a_survey(
        **THANKED | {"questions": (a_question(text=machine, help=unchecked), a_question("q_b", text=machine))},
        title=Wording({"cy": "Cerdyn"}),
        allow_missing_languages=True,
    )
    assert remarks(survey) == [
        Remark("missing-texts", {"language": "en", "number": 1}),
        Remark("machine-texts", {"language": "cy", "number": 2}),
        Remark("unchecked-texts", {"language": "cy", "number": 1}),
    ]


def test_codebooks_are_looked_at_where_people_write() -> None:
    questions = (
        a_question("q_a", codebook=None),
        a_question("q_b", codebook="our-own"),
        a_question("q_c", kind="date", codebook=None),
    )
    assert remarks(a_survey(**THANKED | {"questions": questions})) == [
        Remark("no-codebook", {"keys": ["q_a"]}),
        Remark("own-codebook", {"keys": ["our-own"]}),
    ]


def test_what_ends_is_told() -> None:
    before = a_survey(**THANKED | {"questions": (a_question(), a_question("q_old"))})
    now = a_survey(**THANKED, closes_at=NOON)
    assert remarks(now, before) == [Remark("closed-at-once"), Remark("questions-gone", {"keys": ["q_old"]})]
    assert remarks(a_survey(**THANKED, closes_at=NOON + HOUR), now) == []


@pytest.mark.parametrize(
    ("times", "standing"),
    [
        ({}, Standing(Phase.OPEN)),
        ({"closes_at": NOON + HOUR}, Standing(Phase.CLOSING, NOON + HOUR)),
        ({"opens_at": NOON + HOUR}, Standing(Phase.LATER, NOON + HOUR)),
        ({"opens_at": NOON}, Standing(Phase.OPEN)),
        ({"closes_at": NOON}, Standing(Phase.CLOSED, NOON)),
        ({"closes_at": NOON, "closed_at": NOON - HOUR}, Standing(Phase.CLOSED, NOON - HOUR)),
        ({"closes_at": NOON + HOUR, "closed_at": NOON}, Standing(Phase.CLOSED, NOON)),
    ],
)
def test_where_a_survey_stands(times, standing) -> None:
    assert standing_of(a_survey(**times), NOON) == standing


def test_what_was_never_published_is_a_draft() -> None:
    assert standing_of(None, NOON) == Standing(Phase.DRAFT)
