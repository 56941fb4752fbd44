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

_QUOTES: Final = ("id", "code", "title", "question", "question_text", "text", "language", "withdrawn")


def json_text(publication: Publication) -> str:
    """The document as JSON, Welsh letters as letters, with the address it stands at."""
    told = {**publication.document, "path": publication.path, "changed_at": publication.changed_at.isoformat()}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def figures_table(published: Published) -> str:
    """Its figures as CSV, with the columns of a live report's."""
    return written(COLUMNS, _figures(published))


def quotes_table(published: Published) -> str:
    """Its quotes as CSV; one that was withdrawn says so in place of the words."""
    return written(_QUOTES, _quotes(published))


def _figures(published: Published) -> Iterator[Row]:
    yield from line_rows({"question": "", "answers": published.plain["responses"]}, published.themes)
    for part in published.questions:
        asked = {"question": part.key, "question_text": in_language(part.text), "answers": part.answers}
        yield from line_rows(asked, part.themes)
    for split in published.splits:
        yield from group_rows(split)


def _quotes(published: Published) -> Iterator[Row]:
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
