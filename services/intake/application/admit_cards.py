"""The team admits cards that were put aside: from now on they are analysed like all others."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.responses import Response, State
from services.intake.domain.surveys import Survey


def cards_aside(slug: str, states: Collection[State], *, uow: UnitOfWork) -> list[Response]:
    """The responses to a survey that were put aside so, as they came. Raises SurveyNotFound."""
    with uow:
        return worded_aside(slug, states, uow)


def admit_cards(slug: str, states: Collection[State], *, uow: UnitOfWork) -> int:
    """Promise the analysis of all responses that were put aside so; how many there were. Raises SurveyNotFound."""
    with uow:
        number = admit_in(worded_aside(slug, states, uow), uow)
        uow.commit()
    return number


def admit_in(aside: Sequence[Response], uow: UnitOfWork) -> int:
    """Promise the analysis of those of these cards that are still aside; how many there were. Whoever calls commits.

    Their questions are as `worded_aside` gives them. Somebody may have taken one back since: its words stay here.
    """
    admitted = uow.responses.advance([response.id for response in aside], State.PENDING)
    uow.outbox.add(*(response.received() for response in aside if response.id in admitted))
    return len(admitted)


def worded_aside(slug: str, states: Collection[State], reading: Reading) -> list[Response]:
    """The responses to a survey that were put aside so, with their questions' wording. Raises SurveyNotFound."""
    newest = reading.surveys.find(slug)
    if newest is None:
        raise SurveyNotFound(survey=slug)
    found = reading.responses.aside(slug, states)
    return [_worded(each, reading.surveys.find(slug, each.survey_version) or newest) for each in found]


def _worded(response: Response, survey: Survey) -> Response:
    """The response with the questions as its person saw them."""
    texts = {answer.question: answer.text for answer in response.answers}
    return replace(response, answers=survey.answers_in(texts, response.language))
