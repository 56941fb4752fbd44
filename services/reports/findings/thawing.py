"""A publication's document as the classes that pages and files draw from, so that all show the same figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.reports.domain.publications import TOMBSTONE
from services.reports.findings.facets import FacetLine
from services.reports.findings.groups import AttributeTitle, GroupTitle
from services.reports.findings.lines import CodeLine, ThemeLine, Title, code_lines
from services.reports.findings.report import QuestionPart
from services.reports.findings.split import Cell, Split, SplitLine, SplitPart
from shared.estimation.shares import Share

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublishedQuote:
    """A quote as it was approved, masked; without `text` where it was withdrawn."""

    id: str
    code: str
    question: str
    text: str | None
    language: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Published:
    """A document by its parts; `plain` is all of it."""

    plain: Plain
    title: Title
    themes: tuple[ThemeLine, ...]
    questions: tuple[QuestionPart, ...]
    splits: tuple[Split, ...]
    facets: tuple[FacetLine, ...]
    quotes: tuple[PublishedQuote, ...]

    def quotes_of(self, code: str) -> tuple[PublishedQuote, ...]:
        """The quotes under a code, in their order."""
        return tuple(quote for quote in self.quotes if quote.code == code)

    def question_text(self, key: str) -> Title:
        """The wording of a question; its key where it is not among those that were published."""
        asked: Sequence[Mapping[str, Any]] = self.plain.get("asked", ())
        return next((each["text"] for each in asked if each["question"] == key), {"en": key})

    def code_title(self, code: str) -> Title:
        """What a code is called; its id where the report has no such code."""
        return next((line.title for line in code_lines(self.themes) if line.code == code), {"en": code})

    @property
    def tombstone(self) -> Title:
        """What stands in place of a quote that was withdrawn."""
        return TOMBSTONE

    def time(self, name: str) -> datetime | None:
        """A moment of the document by its name."""
        return _moment(self.plain.get(name))


def thawed(document: Plain) -> Published:
    """The parts of a document."""
    return Published(
        plain=document,
        title=document["title"],
        themes=_themes(document["themes"]),
        questions=tuple(
            QuestionPart(part["question"], part["text"], part["answers"], _themes(part["themes"]))
            for part in document["questions"]
        ),
        splits=tuple(_split(split) for split in document["splits"]),
        facets=tuple(
            FacetLine(line["facet"], line["title"], line["n"], _share(line), {}) for line in document["facets"] or ()
        ),
        quotes=tuple(_quote(quote) for quote in document["quotes"]),
    )


def _themes(lines: Sequence[Plain]) -> tuple[ThemeLine, ...]:
    return tuple(
        ThemeLine(line["theme"], line["title"], line["n"], _share(line), _codes(line["theme"], line["codes"]))
        for line in lines
    )


def _codes(theme: str, lines: Sequence[Plain]) -> tuple[CodeLine, ...]:
    return tuple(CodeLine(line["code"], theme, line["title"], line["n"], _share(line)) for line in lines)


def _split(split: Plain) -> Split:
    return Split(
        AttributeTitle(split["attribute"], split["title"]),
        tuple(GroupTitle(group["value"], group["title"]) for group in split["groups"]),
        tuple(_part(part) for part in split["questions"]),
        split["left_out"],
    )


def _part(part: Plain) -> SplitPart:
    lines = tuple(
        SplitLine(
            line["code"],
            line["theme"],
            line["title"],
            line["n"],
            _share(line),
            tuple(Cell(cell["n"], _share(cell)) for cell in line["groups"]),
        )
        for line in part["codes"]
    )
    return SplitPart(part["question"], part["text"], part["answers"], tuple(part["sizes"]), lines)


def _share(told: Plain) -> Share | None:
    if told["share"] is None:
        return None
    return Share(told["share"], told["low"], told["high"], told["method"], told["of"])


def _quote(told: Plain) -> PublishedQuote:
    return PublishedQuote(
        told["id"],
        told["code"],
        told["question"],
        told["text"],
        told.get("language", ""),
        _moment(told.get("withdrawn_at")),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
