"""A split report as plain values in one language: what is kept back on the page is null here."""

from typing import Any

from services.reports.entrypoints.group_words import attribute_words, group_words
from services.reports.entrypoints.telling import in_language, share_told
from services.reports.findings.split import Cell, Split, SplitLine, SplitPart


def split_told(split: Split, smallest: int) -> dict[str, Any]:
    """A split with every group's figures under every question."""
    return {
        "attribute": split.attribute.key,
        "title": attribute_words(split.attribute),
        "smallest": smallest,
        "groups": [{"value": group.value, "title": group_words(group, split.attribute)} for group in split.groups],
        "questions": [_part(part, split) for part in split.parts],
    }


def _part(part: SplitPart, split: Split) -> dict[str, Any]:
    values = [group.value for group in split.groups]
    return {
        "question": part.key,
        "text": in_language(part.text),
        "answers": part.answers,
        "groups": [
            {"value": value, "answers": size, "suppressed": size is None}
            for value, size in zip(values, part.sizes, strict=True)
        ],
        "codes": [_line(line, values) for line in part.lines],
    }


def _line(line: SplitLine, values: list[str | None]) -> dict[str, Any]:
    return {
        "code": line.code,
        "theme": line.theme,
        "title": in_language(line.title),
        "n": line.n,
        **share_told(line.share),
        "suppressed": False,
        "groups": [{"value": value, **cell_told(cell)} for value, cell in zip(values, line.cells, strict=True)],
    }


def cell_told(cell: Cell) -> dict[str, Any]:
    """A group's figures for a code."""
    return {"n": cell.n, **share_told(cell.share), "suppressed": cell.n is None}
