"""The rows of any file as cards of a survey: our own by their keys, other tools' by the mapping of their questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from services.intake.domain.errors import UnreadableFile
from services.intake.domain.foreign_responses import ForeignAnswer
from services.intake.domain.mappings import QuestionMapping
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Columns
from services.intake.importers.foreign_rows import ForeignRows
from services.intake.importers.grid import Cells
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.own_export import is_own_export, reference_in
from services.intake.importers.own_rows import own_rows, own_table
from services.intake.importers.reading import AUTO, Export

OWN: Final = "adborth"
_SURE: Final = 0.6
_SAMPLE: Final = 50


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
            return Columns.of(own_table(self.export, self.survey), self.survey).ignored
        return tuple(link.label or link.ref for link in self.mapping.links if not link.key)

    @property
    def headings(self) -> tuple[Cells, ...]:
        """The rows above the first card, as they stand in the file."""
        return self.export.head.rows[: 1 if self.own else self.export.layout.headers]

    @property
    def own_export(self) -> bool:
        """Whether adborth itself exported the file."""
        return is_own_export(self.export.head.headings)

    def reference(self, row: Incoming) -> str:
        """By what our own export names the response of a row; "" where it names none."""
        return reference_in(self.export.head.headings, row.cells)

    def count(self) -> int:
        """How many rows there are. Raises UnreadableFile where the file can't be read to its end."""
        return max(0, sum(1 for _ in self.export.grid.lines()) - len(self.headings))

    def rows(self) -> Iterator[Incoming]:
        """Each row, in the order of the file, as it is read from the disk."""
        if self.own:
            return own_rows(self.export, self.survey)
        return ForeignRows(self.survey, self.mapping, self.export.preset.provider, self.form_id).of(self.export.rows())


def source_of(
    export: Export, survey: Survey, decisions: Mapping[str, str], *, preset: str = AUTO, form_id: str = ""
) -> Source:
    """How a file comes into a survey. Raises UnreadableFile: no-known-column, columns-twice.

    Without a `preset` a file whose columns bear the survey's keys is our own, unless a tool's marks are on it.
    """
    if _is_own(export, survey, preset):
        _ = Columns.of(own_table(export, survey), survey)
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
