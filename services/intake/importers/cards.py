"""Rows become submissions: which column is what, and the id by which a row is known again."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from typing import Final

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.domain.questions import Question
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from services.intake.importers.table import Refusal, Row, Table
from shared.contracts.messages import message_id

ID: Final = "id"
LANGUAGE: Final = "language"
RECEIVED_AT: Final = "received_at"
_EARLIEST: Final = 1900


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table mean to a survey; `ignored` mean nothing to it and are not stored."""

    questions: tuple[str, ...]
    ignored: tuple[str, ...]

    @classmethod
    def of(cls, table: Table, survey: Survey) -> "Columns":
        """Raises UnreadableFile (no-known-column), naming the file's columns and the survey's keys."""
        keys = [question.key for question in survey.questions]
        questions = tuple(key for key in keys if key in table.columns)
        if not questions:
            raise UnreadableFile(reason="no-known-column", columns=list(table.columns), keys=keys)
        known = {*questions, ID, LANGUAGE, RECEIVED_AT}
        return cls(questions, tuple(name for name in table.columns if name not in known))


@dataclass(frozen=True, slots=True)
class Card:
    """A row as a submission, with the line it begins on."""

    line: int
    submission: Submission


class OwnCards:
    """Makes cards of rows, one after the other: it keeps how often each content was met."""

    def __init__(self, columns: Columns, survey: Survey) -> None:
        self._slug = survey.slug
        self._asked = [question for question in survey.questions if question.key in columns.questions]
        self._seen: Counter[str] = Counter()

    def card(self, row: Row) -> Card | Refusal:
        """The row as a submission to the survey, or what is wrong with it.

        A row is known again by its id, else by its content and its ordinal among equal rows: importing a file
        twice stores nothing twice, and two people who wrote the same are two.
        """
        try:
            sent_at = _time(row.cells.get(RECEIVED_AT, "").strip())
        except ValueError:
            return Refusal(row.line, (Fault("unreadable-time"),))
        submission = Submission(
            survey=self._slug,
            id=_submission_id(row, self._seen),
            language=row.cells.get(LANGUAGE, "").strip(),
            answers={question.key: _answer(question, row) for question in self._asked},
            sent_at=sent_at,
        )
        return Card(row.line, submission)


def cards(table: Table, survey: Survey) -> Iterator[Card | Refusal]:
    """Each row of a table as a card, or what is wrong with it. Raises UnreadableFile."""
    reader = OwnCards(Columns.of(table, survey), survey)
    return (reader.card(row) for row in table.rows)


def _answer(question: Question, row: Row) -> str:
    """The answer that a cell means: choices may stand there by key or by label, in any of the languages."""
    cell = row.cells.get(question.key, "")
    return question.type.read(question, cell) if cell.strip() else cell


def _submission_id(row: Row, seen: Counter[str]) -> str:
    given = row.cells.get(ID, "").strip()
    if not given:
        content = _digest(row)
        seen[content] += 1
        return message_id("import", "row", content, seen[content])
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return message_id("import", "id", given)


def _digest(row: Row) -> str:
    """A fingerprint of all that stands in a row, in whatever order the columns are."""
    written = {name: cell for name, cell in row.cells.items() if cell}
    return hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()


def _time(text: str) -> datetime | None:
    """The moment; a time without a zone is taken as UTC. Raises ValueError."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    # Next to the ends of the calendar a moment has no name in some other zone, such as a reader's.
    if not _EARLIEST < moment.year < MAXYEAR:
        raise ValueError("no time of a card")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
