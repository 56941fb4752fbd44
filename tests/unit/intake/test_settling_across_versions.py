"""Copies are judged by the version of the survey that they answer, and what they hold waits with them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.publish_survey import publish_survey
from services.intake.application.settle_copies import Choice, difference, differences, settle
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.answer_files import AnswerFile
from services.intake.domain.paper_cards import CopyState
from services.intake.domain.paper_errors import NothingToSettle
from tests.support.paper import PaperStage
from tests.support.surveys import a_question, a_survey

BOTH_ANSWERED = {"q_next": "More tine", "q_role": "Nurse"}


def dropped(stage: PaperStage, key: str = "q_role") -> None:
    """Publish the survey without a question; what is typed from now on answers that version."""
    left = tuple(question for question in stage.survey.questions if question.key != key)
    newest = replace(stage.survey, questions=left)
    stage.survey = publish_survey(newest, uow=stage.desk.open_unit(), clock=stage.clock).survey


def told(stage: PaperStage) -> list[dict[str, str]]:
    """What counts, by question."""
    return [
        {answer.question: answer.text for answer in response.answers}
        for response in stage.store.shelf.responses.values()
        if response.answers
    ]


@pytest.mark.parametrize("choice", [Choice.OTHER, Choice.BOTH])
def test_a_copy_that_answers_a_question_which_was_dropped_can_be_chosen(choice: Choice) -> None:
    stage = PaperStage()
    stage.type(stage.numbers[0], "More time")
    stage.type(stage.numbers[0], by="sian", answers=BOTH_ANSWERED)
    dropped(stage)
    [found] = differences(stage.survey, desk=stage.desk)
    settle(found.copy.id, choice, {}, stage.survey, desk=stage.desk)
    assert BOTH_ANSWERED in told(stage)


def test_a_first_typing_counts_with_the_question_that_was_dropped_before_the_second() -> None:
    stage = PaperStage(double_entry=True)
    stage.type(stage.numbers[0], answers=BOTH_ANSWERED)
    dropped(stage)
    stage.type(stage.numbers[0], "More time", by="sian")
    [found] = differences(stage.survey, desk=stage.desk)
    settle(found.copy.id, Choice.FIRST, {}, stage.survey, desk=stage.desk)
    assert told(stage) == [BOTH_ANSWERED]


def test_words_are_corrected_on_the_version_that_asks_for_all_of_both() -> None:
    stage = PaperStage()
    stage.type(stage.numbers[0], answers=BOTH_ANSWERED)
    dropped(stage)
    stage.type(stage.numbers[0], "More time", by="sian")
    [found] = differences(stage.survey, desk=stage.desk)
    assert found.survey.version == 1
    settle(found.copy.id, Choice.CORRECTED, BOTH_ANSWERED | {"q_next": "More thyme"}, stage.survey, desk=stage.desk)
    assert told(stage) == [{"q_next": "More thyme", "q_role": "Nurse"}]


def test_words_are_corrected_on_the_newest_version_where_it_asks_for_them() -> None:
    stage = PaperStage()
    stage.type(stage.numbers[0], "More time")
    stage.type(stage.numbers[0], "More tine", by="sian")
    dropped(stage)
    [found] = differences(stage.survey, desk=stage.desk)
    assert found.survey == stage.survey


def test_words_that_no_version_asks_for_together_are_corrected_on_the_copys() -> None:
    stage = PaperStage()
    stage.type(stage.numbers[0], answers=BOTH_ANSWERED)
    other = replace(stage.survey, questions=(a_question(), a_question("q_new")))
    stage.survey = publish_survey(other, uow=stage.desk.open_unit(), clock=stage.clock).survey
    stage.type(stage.numbers[0], by="sian", answers={"q_new": "Tea"})
    [found] = differences(stage.survey, desk=stage.desk)
    assert found.survey.version == 2
    assert [question.key for question in found.questions] == ["q_next", "q_new", "q_role"]


def test_a_copy_beside_which_no_words_are_is_nothing_to_settle() -> None:
    stage = PaperStage()
    stage.type(stage.numbers[0], "More time")
    stage.type(stage.numbers[0], "More tine", by="sian")
    [found] = differences(stage.survey, desk=stage.desk)
    stage.store.shelf.responses.clear()
    stage.store.shelf.states.clear()
    assert differences(stage.survey, desk=stage.desk) == []
    with pytest.raises(NothingToSettle):
        difference(found.copy.id, stage.survey, desk=stage.desk)


class PhotoStage(PaperStage):
    """A card that says words, and a phone's copy of it that says a photo."""

    def __init__(self) -> None:
        super().__init__(survey=a_survey(questions=(a_question(), a_question("q_photo", kind="photo", codebook=None))))
        self.photo = AnswerFile(
            id="a" * 32,
            team_id=self.survey.team_id,
            survey=self.survey.slug,
            question="q_photo",
            kind="jpg",
            content=b"photo",
            given_at=self.clock.now(),
            keep_until=self.clock.now() + timedelta(days=1),
        )
        with self.desk.open_unit() as unit:
            unit.files.add(self.photo)
            unit.commit()
        self.type(self.numbers[0], "More time")
        self.send(self.numbers[0], answers={"q_photo": self.photo.name})
        [found] = differences(self.survey, desk=self.desk)
        self.copy = found.copy

    def tidy(self, days: int) -> set[str]:
        """Forget what has expired so many days later; what is left."""
        with self.desk.open_unit() as unit:
            unit.files.forget_expired(self.clock.now() + timedelta(days=days))
            unit.commit()
        return set(self.store.shelf.apart.files)


def test_a_photo_stays_while_its_copy_waits() -> None:
    stage = PhotoStage()
    assert stage.tidy(days=365) == {stage.photo.id}
    assert difference(stage.copy.id, stage.survey, desk=stage.desk).copy.state is CopyState.DIFFERS


@pytest.mark.parametrize("choice", [Choice.OTHER, Choice.BOTH])
def test_a_photo_goes_with_the_words_that_it_came_with(choice: Choice) -> None:
    stage = PhotoStage()
    settle(stage.copy.id, choice, {}, stage.survey, desk=stage.desk)
    [holder] = stage.store.shelf.apart.taken.values()
    [answer] = [each for each in stage.store.shelf.responses[holder].answers if each.question == "q_photo"]
    assert answer.text == stage.photo.name
    withdraw_response(holder, uow=stage.desk.open_unit(), clock=stage.clock)
    assert stage.tidy(days=0) == set()


def test_a_photo_goes_when_its_copy_is_set_aside() -> None:
    stage = PhotoStage()
    settle(stage.copy.id, Choice.FIRST, {}, stage.survey, desk=stage.desk)
    assert stage.tidy(days=0) == set()


def test_a_photo_of_corrected_words_stays_where_they_name_it() -> None:
    stage = PhotoStage()
    corrected = {"q_next": "More thyme", "q_photo": stage.photo.name}
    settle(stage.copy.id, Choice.CORRECTED, corrected, stage.survey, desk=stage.desk)
    assert list(stage.store.shelf.apart.taken) == [stage.photo.id]
