"""Publications for programs: the same as on the page, for everybody."""

from datetime import UTC
from typing import Any, Final

from flask import Response, request
from flask.views import MethodView
from marshmallow import Schema, fields

from services.reports.application.read_publications import list_publications, read_publication
from services.reports.domain.publications import Listed, Publication
from services.reports.entrypoints.public_files import figures_table, json_text, quotes_table
from services.reports.entrypoints.publishing_at_hand import public_survey, publishing
from services.reports.findings.thawing import thawed
from shared.identity.access import PUBLIC, access
from shared.web.api import ApiBlueprint
from shared.web.paging import PageWanted, next_of, page_of_all

api: Final = ApiBlueprint(
    "publications-api", __name__, url_prefix="/api/v1/publications", description="What was published"
)
_ONE: Final = "/<slug>/<int(max=999999):number>"


def _told(text: str) -> dict[str, str]:
    return {"description": text}


class PublicationListed(Schema):
    """A number of a survey."""

    survey = fields.String(metadata=_told("The survey's slug"))
    number = fields.Integer()
    path = fields.String(metadata=_told("Where its page stands"))
    title = fields.Dict(keys=fields.String(), values=fields.String(), metadata=_told("By language"))
    note = fields.Dict(
        keys=fields.String(), values=fields.String(), metadata=_told("What changed since the number before")
    )
    reason = fields.String(metadata=_told("first, correction or withdrawal"))
    responses = fields.Integer(metadata=_told("How many responses its figures are of"))
    published_at = fields.AwareDateTime(format="iso", default_timezone=UTC)
    changed_at = fields.AwareDateTime(
        format="iso", default_timezone=UTC, metadata=_told("When a quote was last withdrawn; else when published")
    )


class PublicationList(Schema):
    """Publications, newest first."""

    items = fields.List(fields.Nested(PublicationListed))
    next = next_of()


class PublicationQuery(PageWanted):
    """Which publications."""

    survey = fields.String(metadata=_told("Only of the survey with this slug"))


@api.route("")
class AllPublications(MethodView):
    """What was published."""

    @access(PUBLIC)
    @api.arguments(PublicationQuery, location="query")
    @api.response(200, PublicationList)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """List the newest hundred publications, of one survey where it is named."""
        slug = query.get("survey") or None
        numbers = list_publications(_team(), slug, desk=publishing())
        found, behind = page_of_all(
            numbers, query, lambda each: (each.published_at, f"{each.key.slug}-{each.number:06}")
        )
        return {"items": [_listed(each) for each in found], "next": behind}


@api.route(_ONE)
class OnePublication(MethodView):
    """One number of a survey."""

    @access(PUBLIC)
    @api.response(200, content_type="application/json", description="The document: see docs/publishing.md")
    @api.alt_response(404, description="There is no such publication")
    def get(self, slug: str, number: int) -> Response:
        """Read a publication: it is never changed, but that a withdrawn quote is replaced by a tombstone."""
        return _file(json_text(_publication(slug, number)), "application/json")


@api.route(f"{_ONE}/figures.csv")
class FiguresOfPublication(MethodView):
    """Its figures as a table."""

    @access(PUBLIC)
    @api.response(200, content_type="text/csv", description="Columns: see docs/reports.md")
    @api.alt_response(404, description="There is no such publication")
    def get(self, slug: str, number: int) -> Response:
        """Read the figures of a publication as CSV."""
        return _file(figures_table(thawed(_publication(slug, number).document)), "text/csv")


@api.route(f"{_ONE}/quotes.csv")
class QuotesOfPublication(MethodView):
    """Its quotes as a table."""

    @access(PUBLIC)
    @api.response(200, content_type="text/csv", description="A row for each quote, also for a withdrawn one")
    @api.alt_response(404, description="There is no such publication")
    def get(self, slug: str, number: int) -> Response:
        """Read the quotes of a publication as CSV."""
        return _file(quotes_table(thawed(_publication(slug, number).document)), "text/csv")


def _team() -> str:
    return public_survey("").team_id


def _publication(slug: str, number: int) -> Publication:
    return read_publication(public_survey(slug), number, desk=publishing()).publication


def _file(text: str, mimetype: str) -> Response:
    answer = Response(text, mimetype=mimetype)
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _listed(listed: Listed) -> dict[str, Any]:
    return {
        "survey": listed.key.slug,
        "number": listed.number,
        "path": listed.path,
        "title": listed.title,
        "note": listed.note,
        "reason": listed.reason,
        "responses": listed.responses,
        "published_at": listed.published_at,
        "changed_at": listed.changed_at,
    }
