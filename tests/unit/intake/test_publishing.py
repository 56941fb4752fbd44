"""Surveys are published, changed and closed, and the other services hear of it once."""

import pytest

from services.intake.application.close_survey import close_survey
from services.intake.application.list_surveys import find_survey, is_open, list_open_surveys, list_surveys
from services.intake.application.mark_processed import mark_processed
from services.intake.application.publish_survey import publish_survey
from services.intake.application.read_ledger import read_ledger
from services.intake.domain.admission import Admission, InvitationKind
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.responses import State
from services.intake.domain.wording import Wording
from services.intake.entrypoints.messages import handle
from shared.contracts.messages import Message, ResponseParked
from shared.contracts.names import MessageName, Service
from tests.support.fakes_intake import NOON, FakeStore, FakeUnit
from tests.support.surveys import a_submission, a_survey

OTHER_TITLE = Wording({"en": "Another title", "cy": "Teitl arall"})


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


def publish(store: FakeStore, **changed):
    return publish_survey(a_survey(**changed), uow=FakeUnit(store), clock=store.clock)


def test_the_same_content_again_is_no_change_and_other_content_a_new_version(store) -> None:
    assert (publish(store).changed, publish(store).changed) == (True, False)
    second = publish(store, title=OTHER_TITLE)
    assert (second.changed, second.survey.version) == (True, 2)
    told = store.told(MessageName.SURVEY_PUBLISHED)
    assert [message.content.version for message in told] == [1, 2]
    assert [question.key for question in told[0].content.questions] == ["q_next", "q_role"]


def test_closing_twice_tells_once_and_a_new_version_opens_again(store) -> None:
    publish(store)
    first = close_survey("card", uow=FakeUnit(store), clock=store.clock)
    store.clock.move(hours=1)
    assert close_survey("card", uow=FakeUnit(store), clock=store.clock).closed_at == first.closed_at == NOON
    assert len(store.told(MessageName.SURVEY_CLOSED)) == 1
    assert not is_open(store.shelf.surveys["card"], store.clock.now())
    publish(store, title=OTHER_TITLE)
    assert is_open(store.shelf.surveys["card"], store.clock.now())
    close_survey("card", uow=FakeUnit(store), clock=store.clock)
    assert len(store.told(MessageName.SURVEY_CLOSED)) == 2


def test_only_open_surveys_are_listed_to_delegates(store) -> None:
    for slug in ("b-card", "a-card"):
        publish(store, slug=slug)
    publish(store, slug="c-card", admission=Admission(invitations=InvitationKind.ANONYMOUS))
    close_survey("b-card", uow=FakeUnit(store), clock=store.clock)
    assert [survey.slug for survey in list_open_surveys(reading=FakeUnit(store), at=NOON)] == ["a-card"]
    assert [survey.slug for survey in list_surveys(reading=FakeUnit(store))] == ["a-card", "b-card", "c-card"]
    assert find_survey("b-card", reading=FakeUnit(store)).closed_at == NOON


def test_a_survey_that_is_not_there_is_told(store) -> None:
    with pytest.raises(SurveyNotFound):
        find_survey("nowhere", reading=FakeUnit(store))
    with pytest.raises(SurveyNotFound):
        close_survey("nowhere", uow=FakeUnit(store), clock=store.clock)


def states(store: FakeStore) -> dict[str, int]:
    [ledger] = read_ledger(reading=FakeUnit(store))
    assert ledger.received == len(store.shelf.responses)
    return {state: count for state in State if (count := ledger.count(state))}


def test_messages_move_responses_on_and_coded_beats_parked(store) -> None:
    survey = publish(store).survey
    responses = [survey.accept(a_submission(f"card {number}"), at=NOON) for number in range(3)]
    ids = [response.id for response in responses]
    with FakeUnit(store) as unit:
        unit.responses.add(responses)
        mark_processed(coded=ids[:1], parked=ids[:2], unit=unit)
        unit.commit()
    assert states(store) == {State.CODED: 1, State.PARKED: 1, State.PENDING: 1}
    with FakeUnit(store) as unit:
        handle([_parked(ids[0]), _parked(ids[2]), _parked("unknown")], unit)
        mark_processed(coded=ids[1:2], parked=[], unit=unit)
        unit.commit()
    assert states(store) == {State.CODED: 2, State.PARKED: 1}


def _parked(response_id: str) -> Message:
    content = ResponseParked(team_id="t", survey="card", response_id=response_id, service="analysis", reason="poison")
    return Message(
        id=f"p-{response_id}",
        name=MessageName.RESPONSE_PARKED,
        source=Service.ANALYSIS,
        subject=response_id,
        time=NOON,
        content=content,
    )
