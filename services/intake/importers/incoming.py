"""The rows of any file as cards of a survey: our own by their keys, other tools' by the mapping of their questions."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.domain.foreign_answers import read_answer
from services.intake.domain.foreign_responses import ForeignAnswer, ForeignResponse
from services.intake.domain.mappings import LeftOut, Origin, QuestionMapping, Unfit, translate
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Card, Columns, OwnCards
from services.intake.importers.grid import Cells, Line
from services.intake.importers.reading import AUTO, Export, ReadRow
from services.intake.importers.refused_table import REASON
from services.intake.importers.table import Refusal, Row, Table
from services.intake.importers.told import unguarded

OWN: Final = "adborth"
_SURE: Final = 0.6
_SAMPLE: Final = 50
_UNMAPPED: Final = "unmapped"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row as a card or with what is wrong with it; `cells` are the row as it stood in the file."""

    line: int
    cells: Cells
    item: Card | Refusal


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is about to come in: `own` when its columns are named by the survey's keys."""

    export: Export
    survey: Survey
    own: bool
    mapping: QuestionMapping
    form_id: str = ""

    @property
    def ignored(self) -> tuple[str, ...]:
        """The columns, or their questions, that mean nothing to the survey and are not stored."""
        if self.own:
            return Columns.of(_table(self.export), self.survey).ignored
        return tuple(link.label or link.ref for link in self.mapping.links if not link.key)

    @property
    def headings(self) -> tuple[Cells, ...]:
        """The rows above the first card, as they stand in the file."""
        return self.export.head.rows[: 1 if self.own else self.export.layout.headers]

    def count(self) -> int:
        """How many rows there are. Raises UnreadableFile where the file can't be read to its end."""
        return max(0, sum(1 for _ in self.export.grid.lines()) - len(self.headings))

    def rows(self) -> Iterator[Incoming]:
        """Each row, in the order of the file, as it is read from the disk."""
        return _own_rows(self) if self.own else _foreign_rows(self)


def source_of(
    export: Export, survey: Survey, decisions: Mapping[str, str], *, preset: str = AUTO, form_id: str = ""
) -> Source:
    """How a file comes into a survey. Raises UnreadableFile: no-known-column, columns-twice.

    Without a `preset` a file whose columns bear the survey's keys is our own, unless a tool's marks are on it.
    """
    if _is_own(export, survey, preset):
        _ = Columns.of(_table(export), survey)
        return Source(export, survey, own=True, mapping=QuestionMapping())
    mapping = guessed(export, survey).corrected(decisions, survey)
    if not any(link.key for link in mapping.links):
        keys = [question.key for question in survey.questions]
        raise UnreadableFile(reason="no-known-column", columns=list(export.head.headings), keys=keys)
    return Source(export, survey, own=False, mapping=mapping, form_id=form_id)


def _is_own(export: Export, survey: Survey, preset: str) -> bool:
    if preset not in {AUTO, OWN}:
        return False
    names = {name.strip() for name in export.head.rows[0]}
    ours = bool(names & {question.key for question in survey.questions})
    return ours and (OWN in (preset, export.preset.name) or export.preset.recognises(export.head) < _SURE)


def _table(export: Export) -> Table:
    """The columns alone. Raises UnreadableFile (columns-twice)."""
    columns = tuple(name.strip() for name in export.head.rows[0])
    if len(set(columns)) != len(columns):
        raise UnreadableFile(reason="columns-twice", line=1)
    return Table(columns, ())


def guessed(export: Export, survey: Survey) -> QuestionMapping:
    """Which of their questions is which of ours, guessed from wordings and first answers; all of theirs are there."""
    asked = {question.ref: question.label for question in export.layout.questions}
    sample = [row.response for row, _ in zip(export.rows(), range(_SAMPLE), strict=False) if row.response]
    told = [answer for response in sample for answer in response.answers]
    answered = {answer.ref for answer in told}
    silent = [ForeignAnswer(ref=ref, label=label, answer="") for ref, label in asked.items() if ref not in answered]
    found = QuestionMapping().learnt([*told, *silent], survey)
    # People look for their questions in the order of the file, not in the order in which they were answered first.
    order = {ref: place for place, ref in enumerate(asked)}
    return QuestionMapping(tuple(sorted(found.links, key=lambda link: order.get(link.ref, len(order)))))


def _own_rows(source: Source) -> Iterator[Incoming]:
    table = _table(source.export)
    reader = OwnCards(Columns.of(table, source.survey), source.survey)
    for line in islice(source.export.grid.lines(), 1, None):
        if line.fault is not None:
            yield Incoming(line.number, line.cells, Refusal(line.number, (line.fault,)))
        elif any(surplus.strip() for surplus in line.cells[len(table.columns) :]):
            yield Incoming(line.number, line.cells, Refusal(line.number, (Fault("surplus-cells"),)))
        else:
            yield Incoming(line.number, line.cells, reader.card(_own_row(line, table.columns)))


def _own_row(line: Line, columns: tuple[str, ...]) -> Row:
    cells = dict(zip(columns, line.cells, strict=False))
    if REASON not in columns:
        return Row(line.number, cells)
    # Refused rows come back mended: as they were before they were written into a table for people.
    return Row(line.number, {name: unguarded(cell) for name, cell in cells.items() if name != REASON})


def _foreign_rows(source: Source) -> Iterator[Incoming]:
    seen: Counter[bytes] = Counter()
    origin = Origin(provider=source.export.preset.provider)
    for row in source.export.rows():
        yield Incoming(row.line, row.cells, _foreign(row, source, origin, seen))


def _foreign(row: ReadRow, source: Source, origin: Origin, seen: Counter[bytes]) -> Card | Refusal:
    if row.response is None:
        return Refusal(row.line, (row.fault,) if row.fault else ())
    if not row.response.completed:
        return Refusal(row.line, (Fault("response-unfinished"),))
    response = replace(row.response, form_id=row.response.form_id or source.form_id)
    found = translate(_known_again(response, seen), source.mapping, source.survey, origin)
    if faults := tuple(_faults(found.left_out, response, source)):
        return Refusal(row.line, faults)
    if isinstance(found, Unfit):
        return Refusal(row.line, (Fault("answers-missing"),))
    return Card(row.line, found.submission)


def _faults(left_out: tuple[LeftOut, ...], response: ForeignResponse, source: Source) -> Iterator[Fault]:
    """What forbids the answers to questions of ours: a row is stored whole, or told to be mended."""
    unfit = dict.fromkeys(each.key for each in left_out if each.reason != _UNMAPPED)
    for question in source.survey.questions:
        if question.key in unfit:
            texts = [each.answer for each in response.answers if source.mapping.key_of(each.ref) == question.key]
            fault = question.fault(read_answer(question, texts)[0])
            yield fault or Fault("answer-unstorable", question.key)


def _known_again(response: ForeignResponse, seen: Counter[bytes]) -> ForeignResponse:
    """A response with an id: without one of the tool's it follows from what was told, and how often before."""
    if response.id:
        return response
    at = response.submitted_at.isoformat() if response.submitted_at else ""
    told = [at, *sorted([answer.ref, answer.answer] for answer in response.answers)]
    digest = hashlib.sha256(json.dumps(told).encode()).digest()
    seen[digest] += 1
    return replace(response, id=f"row {digest.hex()} {seen[digest]}")
