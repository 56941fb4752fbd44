"""Random cards to random surveys: stored exactly as they were sent, or refused with every wrong question named."""

import uuid

from hypothesis import HealthCheck, given, settings

from services.intake.adapters.survey_documents import document_of, survey_from
from services.intake.application.accept_response import accept_response
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.errors import InvalidAnswers
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from tests.support.fakes_intake import FakeStore, FakeUnit
from tests.support.random_surveys import DrawnCard, cards, surveys
from tests.support.tries import tries


@settings(max_examples=tries(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(card=cards())
def test_a_card_is_stored_exactly_or_refused_with_every_wrong_question_named(card: DrawnCard) -> None:
    store = FakeStore()
    publish_survey(card.survey, uow=FakeUnit(store), clock=store.clock)
    desk = store.desk()
    submission = Submission(survey="drawn", id=str(uuid.uuid4()), language="cy", answers=card.answers)
    try:
        accept_response(submission, letterbox=desk.letterbox, clock=desk.clock, receipts=desk.receipts)
    except InvalidAnswers as refused:
        assert not store.shelf.responses
        named = {fault.question for fault in refused.faults}
        assert "" in named if card.says_nothing else named - card.unsure == card.wrong
    else:
        [kept] = store.shelf.responses.values()
        assert not card.wrong
        assert not card.says_nothing
        check_kept(card, kept)


def check_kept(card: DrawnCard, kept) -> None:
    """Everything that was written is there, each where it belongs, as it was sent."""
    written = {key: text for key, text in card.answers.items() if text.strip()}
    kinds = {question.key: question.kind for question in card.survey.questions}
    answers = {answer.question: answer.text for answer in kept.answers}
    hidden = {key: text for key, text in kept.attributes.items() if kinds[key] == "hidden"}
    assert answers | hidden == written
    assert {answer.question_text for answer in kept.answers} <= {
        question.text.said_in("cy") for question in card.survey.questions
    }
    marked = {question.key for question in card.survey.questions if question.attribute and question.key in written}
    assert {key: kept.attributes[key] for key in marked} == {key: written[key].split(": ")[0] for key in marked}
    consents = {consent.question: consent for consent in kept.consents}
    assert consents.keys() == {key for key in written if kinds[key] == "consent"}
    for key, consent in consents.items():
        assert consent.permits == (("quote",) if written[key] == "quote_me" else ())
        assert consent.version == 1


@settings(deadline=None)
@given(survey=surveys())
def test_a_survey_is_the_same_after_it_was_kept(survey: Survey) -> None:
    assert survey_from(document_of(survey)) == survey
