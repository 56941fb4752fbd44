"""How a publication is answered to anybody: its ETag changes with every tombstone, and is asked about at each use."""

import hashlib
from collections.abc import Callable
from typing import Final

from flask import Response, make_response, request

from services.reports.application.read_publications import Standing, read_publication
from services.reports.entrypoints.publishing_at_hand import public_survey, publishing
from shared.web.languages import current_language
from shared.web.static_files import asset_url

NUMBER: Final = "/<int(max=999999):number>"
"""A publication's number in an address: no larger than a database's whole numbers."""


def standing_of(slug: str, number: int) -> Standing:
    """The publication that an address names. Raises PublicationNotFound."""
    return read_publication(public_survey(slug), number, desk=publishing())


def answered(standing: Standing, form: str, make: Callable[[], str | bytes]) -> Response:
    """What `make` gives, or 304 for a reader who has it: asked about before every use, since quotes can go."""
    parts = (
        standing.publication.digest,
        standing.newest,
        form,
        current_language(),
        request.args.get("lang"),
        asset_url("adborth.css"),
        asset_url("reports/publication.css"),
    )
    tag = hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
    known = request.if_none_match.contains_weak(tag)
    answer = Response(status=304) if known else make_response(make())
    answer.headers["ETag"] = f'W/"{tag}"'
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.headers["Content-Language"] = current_language()
    answer.vary.add("Accept-Language")
    return answer
