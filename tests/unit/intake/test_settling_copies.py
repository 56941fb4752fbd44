"""Copies that differ are settled by a person: what they choose counts, once, and is told to the other services."""

import pytest

from services.intake.application.settle_copies import Choice, difference, differences, settle
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.errors import InvalidAnswers
from services.intake.domain.paper_cards import CopyState
from services.intake.domain.paper_errors import NothingToSettle
from tests.support.paper import PaperStage
from tests.support.surveys import a_survey


def differing(*, double_entry: bool) -> tuple[PaperStage, str]:
    stage = PaperStage(double_entry=double_entry)
    stage.type(stage.numbers[0], "More time", photo=b"photo")
    stage.type(stage.numbers[0], "More tine", by="sian")
    [found] = differences(stage.survey, desk=stage.desk)
    return stage, found.copy.id


CHOICES = [
    (Choice.FIRST, {}, ["More time"]),
    (Choice.OTHER, {}, ["More tine"]),
    (Choice.CORRECTED, {"q_next": "More thyme"}, ["More thyme"]),
    (Choice.BOTH, {}, ["More time", "More tine"]),
]


@pytest.mark.parametrize("double_entry", [False, True])
@pytest.mark.parametrize(("choice", "corrected", "counts"), CHOICES)
def test_what_is_chosen_counts(
    double_entry: bool, choice: Choice, corrected: dict[str, str], counts: list[str]
) -> None:
    stage, id_ = differing(double_entry=double_entry)
    settle(id_, choice, corrected, stage.survey, desk=stage.desk)
    assert stage.words() == counts
    assert differences(stage.survey, desk=stage.desk) == []
    assert all(copy.answers == {} for copy in stage.store.shelf.paper.copies.values())
    received = {message.subject for message in stage.store.told("response.received.v1")}
    withdrawn = {message.subject for message in stage.store.told("response.withdrawn.v1")}
    assert len(received - withdrawn) == len(counts)
    assert len(withdrawn) == (not double_entry and choice in {Choice.OTHER, Choice.CORRECTED})
    assert stage.store.shelf.paper.photos, "a correction keeps the photo"
    with pytest.raises(NothingToSettle):
        settle(id_, choice, corrected, stage.survey, desk=stage.desk)


def test_words_chosen_withdrawn_and_chosen_again_are_never_lost() -> None:
    stage, id_ = differing(double_entry=False)
    settle(id_, Choice.OTHER, {}, stage.survey, desk=stage.desk)
    for text, by in (("More time", "rhys"), ("More tine", "gwen"), ("More time", "huw")):
        assert stage.type(stage.numbers[0], text, by=by).state is CopyState.DIFFERS
        [found] = differences(stage.survey, desk=stage.desk)
        settle(found.copy.id, Choice.OTHER, {}, stage.survey, desk=stage.desk)
        assert stage.words() == [text]


def test_a_phone_copy_after_a_correction_is_compared_with_it() -> None:
    stage, id_ = differing(double_entry=False)
    settle(id_, Choice.CORRECTED, {"q_next": "More thyme"}, stage.survey, desk=stage.desk)
    accepted = stage.send(stage.numbers[0], "More thyme")
    assert accepted.response_id in stage.store.shelf.responses
    assert stage.words() == ["More thyme"]
    assert differences(stage.survey, desk=stage.desk) == []


def test_corrected_words_that_can_not_be_stored_change_nothing() -> None:
    stage, id_ = differing(double_entry=True)
    with pytest.raises(InvalidAnswers):
        settle(id_, Choice.CORRECTED, {"q_next": "x" * 10_001}, stage.survey, desk=stage.desk)
    assert difference(id_, stage.survey, desk=stage.desk).waiting is not None


def test_a_phone_that_is_quicker_than_the_decision_is_compared_instead_of_being_the_last_word() -> None:
    stage, id_ = differing(double_entry=True)
    stage.overtake(stage.numbers[0], "Quick", unseen=2)
    with pytest.raises(NothingToSettle):
        settle(id_, Choice.OTHER, {}, stage.survey, desk=stage.desk)
    kept = {copy.answers["q_next"] for copy in stage.store.shelf.paper.copies.values()}
    assert kept == {"More time", "More tine"}


def test_what_came_by_phone_is_not_said_to_be_typed_from_paper() -> None:
    stage = PaperStage()
    stage.type(stage.numbers[0])
    sent = stage.send(stage.numbers[0], "Other words")
    [found] = differences(stage.survey, desk=stage.desk)
    settle(found.copy.id, Choice.OTHER, {}, stage.survey, desk=stage.desk)
    assert stage.store.shelf.responses[sent.response_id].attributes == {"event": "spring"}


def test_what_is_withdrawn_is_nothing_to_settle() -> None:
    stage, id_ = differing(double_entry=False)
    [response_id] = stage.store.shelf.responses
    withdraw_response(response_id, uow=stage.desk.open_unit(), clock=stage.clock)
    assert differences(stage.survey, desk=stage.desk) == []
    with pytest.raises(NothingToSettle):
        difference(id_, stage.survey, desk=stage.desk)


def test_a_copy_of_another_survey_or_none_is_nothing_to_settle() -> None:
    stage, id_ = differing(double_entry=False)
    with pytest.raises(NothingToSettle):
        difference(id_, a_survey("another"), desk=stage.desk)
    with pytest.raises(NothingToSettle):
        settle("nowhere", Choice.FIRST, {}, stage.survey, desk=stage.desk)


def test_a_copy_apart_goes_with_its_own_response() -> None:
    stage, id_ = differing(double_entry=False)
    settle(id_, Choice.BOTH, {}, stage.survey, desk=stage.desk)
    [apart] = [copy for copy in stage.store.shelf.paper.copies.values() if copy.state is CopyState.APART]
    withdraw_response(apart.response_id, uow=stage.desk.open_unit(), clock=stage.clock)
    assert stage.words() == ["More time"]
    assert stage.store.shelf.paper.photos == {}
