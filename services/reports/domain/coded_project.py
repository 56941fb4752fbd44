"""Coded answers as a project that programs for qualitative analysis open: sources, codes, codings, coders."""

from dataclasses import dataclass

from services.reports.domain.report_content import ThemeNamed

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CodedSpan:
    """A coder gave a code to `[start, end)` of a source, in characters."""

    code: str
    start: int
    end: int
    coder: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text with what was given to it; `name` says which question it answers."""

    id: str
    name: str
    text: str
    codings: tuple[CodedSpan, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A survey's coded answers; `id` keeps every identifier the same from export to export."""

    id: str
    title: str
    themes: tuple[ThemeNamed, ...]
    sources: tuple[Source, ...]
