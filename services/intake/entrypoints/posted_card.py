"""What a browser posted, read into a submission; nothing of it is judged here."""

import uuid
from dataclasses import dataclass
from typing import Final

from flask import Request
from werkzeug.datastructures import MultiDict

from services.intake.domain.errors import Fault, InvalidAnswers
from services.intake.domain.invitations import INVITE
from services.intake.domain.signs import STAMP, TRAP
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from shared.contracts.messages import message_id
from shared.web.strict_form import strict_form

ID: Final = "id"
CHANGE_LANGUAGE: Final = "change_language"
_OUR_OWN: Final = frozenset({ID, CHANGE_LANGUAGE, TRAP, STAMP, INVITE})


@dataclass(frozen=True, slots=True)
class PostedCard:
    """A card as it was posted: the id its page was given, the answers, and the language asked for ("": none)."""

    id: str
    answers: dict[str, str]
    change_to: str

    def submission(self, survey: Survey, language: str) -> Submission:
        """The submission to this survey, filled in on a page in this language."""
        return Submission(survey=survey.slug, id=self.id, language=language, answers=self.answers)


def read_card(asked: Request) -> PostedCard:
    """The posted card; raises what `strict_form` raises, and InvalidAnswers when an answer stands in it twice."""
    fields = strict_form(asked)
    if twice := [name for name in fields if len(fields.getlist(name)) > 1]:
        raise InvalidAnswers(Fault("answer-twice", name) for name in twice)
    # Browsers send line ends as CR LF whatever was typed.
    answers = {name: text.replace("\r\n", "\n") for name, text in fields.items() if name not in _OUR_OWN}
    return PostedCard(_id(fields), answers, fields.get(CHANGE_LANGUAGE, ""))


def fresh_id() -> str:
    """The id for a page that is about to be filled in."""
    return str(uuid.uuid4())


def _id(fields: MultiDict[str, str]) -> str:
    """The page's id; a card without one gets a fresh one, one that is no UUID is turned into one."""
    given = fields.get(ID, "")
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return message_id("submission", given) if given else fresh_id()
