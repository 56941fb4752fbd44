"""The files of a publication for people, beside its page."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, Response, request

from services.reports.domain.publications import Publication
from services.reports.entrypoints.answering_words import ANSWER_COLUMNS, answer_rows
from services.reports.entrypoints.csv_table import written
from services.reports.entrypoints.public_answers import NUMBER, answered, standing_of
from services.reports.entrypoints.public_files import figures_table, json_text, quotes_table
from services.reports.findings.thawing import thawed
from shared.identity.access import PUBLIC, access

downloads: Final = Blueprint("publication_files", __name__, url_prefix="/p/<slug>")


@downloads.get(f"{NUMBER}/figures.csv")
@access(PUBLIC)
def figures(slug: str, number: int) -> Response:
    """Its figures as a table."""
    return _file(slug, number, "csv", lambda found: figures_table(thawed(found.document)))


@downloads.get(f"{NUMBER}/quotes.csv")
@access(PUBLIC)
def quotes(slug: str, number: int) -> Response:
    """Its quotes as a table."""
    return _file(slug, number, "csv", lambda found: quotes_table(thawed(found.document)))


@downloads.get(f"{NUMBER}/answers.csv")
@access(PUBLIC)
def answers(slug: str, number: int) -> Response:
    """What was said to its codes, and what was promised before, as a table."""
    return _file(slug, number, "csv", lambda found: written(ANSWER_COLUMNS, answer_rows(thawed(found.document))))


@downloads.get(f"{NUMBER}/publication.json")
@access(PUBLIC)
def document(slug: str, number: int) -> Response:
    """The whole document."""
    return _file(slug, number, "json", json_text)


def _file(slug: str, number: int, kind: str, make: Callable[[Publication], str]) -> Response:
    standing = standing_of(slug, number)
    answer = answered(standing, request.path, lambda: make(standing.publication))
    answer.mimetype = "application/json" if kind == "json" else "text/csv"
    stem = request.path.rpartition("/")[2].partition(".")[0]
    answer.headers.set("Content-Disposition", "attachment", filename=f"{slug}-{number}-{stem}.{kind}")
    return answer
