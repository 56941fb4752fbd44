"""A response as a program sent it, read into a submission."""

from collections.abc import Mapping
from typing import Any

from services.intake.application.ports import Letterbox
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.submissions import Submission
from services.intake.entrypoints.sent_answers import OWN_WORDS, answers_sent


def submission_sent(slug: str, sent: Mapping[str, Any], letterbox: Letterbox) -> Submission:
    """The submission of a body that was checked already. Raises SurveyNotFound, InvalidAnswers."""
    return Submission(
        survey=slug,
        id=str(sent["id"]),
        language=sent["language"],
        answers=_answers(slug, sent, letterbox),
        version=sent["version"],
        filled_at=sent["filled_at"],
    )


def _answers(slug: str, sent: Mapping[str, Any], letterbox: Letterbox) -> dict[str, str]:
    given: dict[str, str | list[str]] = sent["answers"]
    texts = {key: value for key, value in given.items() if isinstance(value, str) and not key.endswith(OWN_WORDS)}
    if len(texts) == len(given):
        # The survey is looked at once a card is accepted: most cards need no look before.
        return texts
    survey = letterbox.survey(slug, sent["version"])
    if survey is None:
        raise SurveyNotFound(survey=slug)
    lists = {key: value for key, value in given.items() if key not in texts}
    several = {key: [value] if isinstance(value, str) else value for key, value in lists.items()}
    beside = {key: [text] for key, text in texts.items() if key + OWN_WORDS in given}
    return texts | answers_sent(survey, several | beside)
