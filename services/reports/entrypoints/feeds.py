"""News of publications as RSS: of one survey, and of everything that was published at this address."""

import re
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request

from services.reports.application.read_publications import list_publications, read_newest
from services.reports.domain.publications import Listed
from services.reports.entrypoints.publishing_at_hand import public_survey, publishing
from shared.identity.access import PUBLIC, access

feeds: Final = Blueprint("publication_feeds", __name__, url_prefix="/p")

# What XML 1.0 can't hold, not even escaped.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@feeds.get("/<slug>/feed.xml")
@access(PUBLIC)
def of_survey(slug: str) -> Response:
    """The numbers of one survey, newest first."""
    key = public_survey(slug)
    read_newest(key, desk=publishing())
    return _feed(slug, list_publications(key.team_id, slug, desk=publishing()))


@feeds.get("/feed.xml")
@access(PUBLIC)
def of_all() -> Response:
    """Everything that was published here, newest first."""
    return _feed("", list_publications(public_survey("").team_id, desk=publishing()))


def _feed(slug: str, found: list[Listed]) -> Response:
    text = render_template("reports/publications_feed.xml", slug=slug, found=found)
    answer = make_response(_NO_XML.sub("", text))
    answer.content_type = "application/rss+xml; charset=utf-8"
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
