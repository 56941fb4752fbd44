"""Surveys and submissions for tests."""

import uuid
from typing import Any

from services.intake.domain.questions import Question
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from services.intake.domain.wording import Wording


def a_question(key: str = "q_next", **changed: Any) -> Question:
    """A long question in English and Welsh."""
    given = {
        "kind": "long_text",
        "text": Wording({"en": "What's next?", "cy": "Beth nesaf?"}),
        "codebook": "improvement",
    }
    return Question(key=key, **(given | changed))


def a_survey(slug: str = "card", **changed: Any) -> Survey:
    """A survey with a long and a short question, not published yet."""
    given = {
        "languages": ("en", "cy"),
        "title": Wording({"en": "A card", "cy": "Cerdyn"}),
        "closed_message": Wording({"en": "We are reading.", "cy": "Rydym yn darllen."}),
        "questions": (a_question(), a_question("q_role", kind="short_text", codebook=None)),
    }
    return Survey(slug=slug, **(given | changed))


def a_submission(text: str = "More time", **changed: Any) -> Submission:
    """A submission to that survey with an id of its own."""
    given = {"survey": "card", "id": str(uuid.uuid4()), "language": "en", "answers": {"q_next": text}}
    return Submission(**(given | changed))
