"""Finds where those who permit it can be written to, from what they answered; kept nowhere else."""

from services.intake.application.introduction_ports import IntroductionReading
from services.intake.domain.consents import permitted
from services.intake.domain.introductions import Introduction, Reached
from services.intake.domain.responses import Response
from services.intake.domain.surveys import Survey

_CONTACT = "contact"


def reached_by(introduction: Introduction, unit: IntroductionReading) -> dict[str, Reached]:
    """By response, those of the two who can be written to now: not withdrawn, permitting it, with an address."""
    found = {}
    for party in introduction.parties:
        response = unit.introductions.response(party.response_id)
        if response is None or response.team_id != introduction.team_id:
            continue
        if _CONTACT not in permitted(response.consents):
            continue
        survey = unit.surveys.find(response.survey, response.survey_version)
        if survey is not None and (address := _address(response, survey)):
            title = " ".join(survey.title.said_in(response.language).split())
            found[response.id] = Reached(address, response.language, title)
    return found


def _address(response: Response, survey: Survey) -> str:
    texts = {answer.question: answer.text for answer in response.answers}
    asked = [question for question in survey.questions if question.kind == "email"]
    return next((texts[question.key].strip() for question in asked if question.key in texts), "")
