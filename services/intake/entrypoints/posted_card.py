"""What a browser posted, read into a submission; nothing of it is judged here."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask import Request

from services.intake.domain.errors import Fault, InvalidAnswers
from services.intake.domain.invitations import INVITE
from services.intake.domain.signs import STAMP, TRAP
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from services.intake.domain.unfinished import RESUME, SAVE
from services.intake.entrypoints.sent_answers import answers_sent
from shared.contracts.messages import message_id
from shared.web.strict_form import strict_form

ID: Final = "id"
CHANGE_LANGUAGE: Final = "change_language"
VERSION: Final = "version"
_LONGEST_NUMBER: Final = 9
_OUR_OWN: Final = frozenset({ID, CHANGE_LANGUAGE, VERSION, TRAP, STAMP, INVITE, SAVE, RESUME})


@dataclass(frozen=True, slots=True)
class PostedCard:
    """A card as it was posted: the id its page was given, the answers, and the language asked for ("": none).

    `version` is the survey's version that the page showed, 0 when it says none.
    """

    id: str
    answers: dict[str, str]
    change_to: str
    version: int = 0

    def submission(self, survey: Survey, language: str) -> Submission:
        """The submission to this survey, filled in on a page in this language."""
        return Submission(survey=survey.slug, id=self.id, language=language, answers=self.answers, version=self.version)


@dataclass(frozen=True, slots=True)
class PostedFields:
    """What was posted, before it is known which survey it answers: the fields by name, a text or several each.

    `files` are those that were chosen, by the names of their fields.
    """

    fields: Mapping[str, list[str]]
    files: Mapping[str, list[bytes]] = field(default_factory=dict)

    @property
    def saves(self) -> bool:
        """Whether the card is to be saved for later instead of being sent."""
        return bool(self._one(SAVE))

    @property
    def change_to(self) -> str:
        """The language that was asked for, "" for none."""
        return self._one(CHANGE_LANGUAGE)

    @property
    def version(self) -> int:
        """The survey's version that the page showed, 0 when it says none."""
        given = self._one(VERSION)
        return int(given) if given.isascii() and given.isdecimal() and len(given) < _LONGEST_NUMBER else 0

    def card(self, survey: Survey) -> PostedCard:
        """The card that this is to a survey. Raises InvalidAnswers when an answer stands in it twice."""
        # Browsers send line ends as CR LF whatever was typed.
        sent = {
            name: [text.replace("\r\n", "\n") for text in texts]
            for name, texts in self.fields.items()
            if name not in _OUR_OWN
        }
        return PostedCard(card_id(self._one(ID)), answers_sent(survey, sent), self.change_to, self.version)

    def _one(self, name: str) -> str:
        return self.fields.get(name, [""])[0]


def read_posted(asked: Request) -> PostedFields:
    """The posted fields; raises what `strict_form` raises, and InvalidAnswers when one of the page's own came twice."""
    return fields_posted(strict_form(asked).to_dict(flat=False))


def fields_posted(fields: Mapping[str, list[str]]) -> PostedFields:
    """Fields that were read already. Raises InvalidAnswers when one of the page's own came twice."""
    if twice := [name for name, texts in fields.items() if name in _OUR_OWN and len(texts) > 1]:
        raise InvalidAnswers(Fault("answer-twice", name) for name in twice)
    return PostedFields(fields)


def empty_card(survey: Survey, address: Mapping[str, str]) -> PostedCard:
    """The card of a page that is about to be filled in, with what the address says of itself and the survey takes."""
    told = {
        question.key: address[question.key]
        for question in survey.questions
        if question.type.always_attribute and address.get(question.key) and not question.fault(address[question.key])
    }
    return PostedCard(fresh_id(), told, "", survey.version)


def fresh_id() -> str:
    """The id for a page that is about to be filled in."""
    return str(uuid.uuid4())


def card_id(given: str) -> str:
    """The page's id; a card without one gets a fresh one, one that is no UUID is turned into one."""
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return message_id("submission", given) if given else fresh_id()
