"""Photos and files that people answer with: which are taken, and how the answer names them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.intake.domain.refusals import TooManyCards
from services.intake.domain.surveys import Survey
from shared.contracts.errors import CodedError
from shared.contracts.messages import message_id

MEGABYTE: Final = 1_000_000
CONTENT_TYPES: Final = {"jpg": "image/jpeg", "txt": "text/plain; charset=utf-8"}
_NAME: Final = re.compile(r"([0-9a-f]{32})\.(jpg|txt)")


class UnreadableFile(CodedError):
    """A file that is none of those that are taken, whatever it is called."""

    code = "unreadable-answer-file"


class FileNotFound(CodedError):
    """No response holds this file, or it went with one that was withdrawn; details: `file`."""

    code = "answer-file-not-found"


class TooManyFiles(TooManyCards):
    """Too many files came from one address, or to one survey, at once; details: `retry_after_s`."""

    code = "too-many-files"


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file's content without what it told of its maker, and the kind that it is: jpg or txt."""

    content: bytes
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """A file that was given as an answer; `keep_until` is when it goes if no response has taken it by then."""

    id: str
    team_id: str
    survey: str
    question: str
    kind: str
    content: bytes
    given_at: datetime
    keep_until: datetime

    @property
    def name(self) -> str:
        """The answer's text, and what the file is called when it is downloaded: its own name is never kept."""
        return f"{self.id}.{self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A response's file as a list shows it; `size` in bytes."""

    id: str
    question: str
    kind: str
    size: int
    given_at: datetime
    response_id: str


def file_id(card: str, question: str, content: bytes) -> str:
    """The id of a file: the same content for the same question of the same card is a repetition."""
    return message_id("answer-file", card, question, hashlib.sha256(content).hexdigest()).replace("-", "")


def id_in(text: str) -> str:
    """The id of the file that an answer names, "" when it names none."""
    found = _NAME.fullmatch(text)
    return found[1] if found else ""


def asks_for_files(survey: Survey) -> bool:
    """Whether a question of this survey is answered by a file."""
    return any(question.megabytes_taken for question in survey.questions)


def files_in(survey: Survey | None, answers: Mapping[str, str]) -> dict[str, str]:
    """The ids of the files that these answers name, by question key."""
    questions = survey.questions if survey else ()
    named = {q.key: id_in(answers.get(q.key, "")) for q in questions if q.megabytes_taken}
    return {key: id_ for key, id_ in named.items() if id_}
