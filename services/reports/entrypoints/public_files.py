"""The files of a publication, made from its document alone whenever they are asked for: a withdrawal needs no tidying.

Whoever keeps made files keeps them by `Publication.digest`, which changes with every tombstone.
"""

import json
from collections.abc import Iterator
from typing import Final

from services.reports.domain.publications import TOMBSTONE, Publication
from services.reports.entrypoints.csv_table import COLUMNS, Row, group_rows, line_rows, written
from services.reports.entrypoints.telling import in_language
from services.reports.findings.lines import code_lines
from services.reports.findings.thawing import Published

QUOTE_COLUMNS: Final = ("id", "code", "title", "question", "question_text", "text", "language", "withdrawn")


def json_text(publication: Publication) -> str:
    """The document as JSON, Welsh letters as letters, with the address it stands at."""
    told = {**publication.document, "path": publication.path, "changed_at": publication.changed_at.isoformat()}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def figures_table(published: Published) -> str:
    """Its figures as CSV, with the columns of a live report's."""
    return written(COLUMNS, figure_rows(published))


def quotes_table(published: Published) -> str:
    """Its quotes as CSV; one that was withdrawn says so in place of the words."""
    return written(QUOTE_COLUMNS, quote_rows(published))


def figure_rows(published: Published) -> Iterator[Row]:
    """A row for each figure, with the columns of a live report's table."""
    yield from line_rows({"question": "", "answers": published.plain["responses"]}, published.themes)
    for part in published.questions:
        asked = {"question": part.key, "question_text": in_language(part.text), "answers": part.answers}
        yield from line_rows(asked, part.themes)
    for split in published.splits:
        yield from group_rows(split)


def quote_rows(published: Published) -> Iterator[Row]:
    """A row for each quote."""
    titles = {line.code: in_language(line.title) for line in code_lines(published.themes)}
    for quote in published.quotes:
        yield {
            "id": quote.id,
            "code": quote.code,
            "title": titles.get(quote.code, quote.code),
            "question": quote.question,
            "question_text": in_language(published.question_text(quote.question)),
            "text": in_language(TOMBSTONE) if quote.text is None else quote.text,
            "language": quote.language,
            "withdrawn": "yes" if quote.text is None else "no",
        }
