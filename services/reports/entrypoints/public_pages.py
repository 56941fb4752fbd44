"""Publications as anybody reads them: no cookie, no token, both languages, and nothing that nobody approved."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.reports.application.comment_publications import PublicComments, read_comments
from services.reports.application.read_publications import (
    Standing,
    list_publications,
    read_newest,
)
from services.reports.entrypoints import publishing_words
from services.reports.entrypoints.answering_at_hand import answering_desk
from services.reports.entrypoints.public_answers import NUMBER, answered, standing_of
from services.reports.entrypoints.publishing_at_hand import public_survey, publishing
from services.reports.findings.thawing import thawed
from shared.identity.access import PUBLIC, access
from shared.web.security_headers import CONTENT_SECURITY_POLICY

pages: Final = Blueprint("publications", __name__, url_prefix="/p/<slug>")
_FRAMED: Final = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "key_findings": publishing_words.key_findings,
    "figures_sentence": publishing_words.figures_sentence,
    "number_reason": publishing_words.number_reason,
    "foreign": publishing_words.foreign,
    "paragraphs": publishing_words.paragraphs,
    "kind_words": publishing_words.kind_words,
    "verdict_words": publishing_words.verdict_words,
    "objection_words": publishing_words.objection_words,
}
for name, reads in _FILTERS.items():
    pages.add_app_template_filter(reads, name)


@pages.get("")
@access(PUBLIC)
def newest(slug: str) -> ResponseReturnValue:
    """Lead to the newest number."""
    found = read_newest(public_survey(slug), desk=publishing())
    answer = redirect(url_for("publications.show", slug=slug, number=found.number))
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


@pages.get(NUMBER)
@access(PUBLIC)
def show(slug: str, number: int) -> Response:
    """One number: its findings, its quotes, how it was made, and its files."""
    standing = standing_of(slug, number)
    comments = read_comments(public_survey(slug), number, desk=answering_desk())
    return answered(standing, f"page/{comments.stamp}", lambda: _page("reports/publication.html", standing, comments))


@pages.get("/numbers")
@access(PUBLIC)
def numbers(slug: str) -> Response:
    """All numbers, newest first, each with what changed."""
    read_newest(public_survey(slug), desk=publishing())
    found = list_publications(public_survey(slug).team_id, slug, desk=publishing())
    answer = make_response(render_template("reports/publication_numbers.html", slug=slug, numbers=found))
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


@pages.get(f"{NUMBER}/embed")
@access(PUBLIC)
def embed(slug: str, number: int) -> Response:
    """A short form for other sites: the one page of all that may stand in a frame."""
    standing = standing_of(slug, number)
    answer = answered(standing, "embed", lambda: _page("reports/publication_embed.html", standing))
    answer.headers["Content-Security-Policy"] = _FRAMED
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _page(template: str, standing: Standing, comments: PublicComments | None = None) -> str:
    published = thawed(standing.publication.document)
    return render_template(
        template,
        published=published,
        publication=standing.publication,
        newest=standing.newest,
        comments=comments,
        preview=False,
    )
