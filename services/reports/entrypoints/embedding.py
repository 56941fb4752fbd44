"""Tells other sites how to embed a publication (oEmbed 1.0, oembed.com): a frame with its short form."""

import re
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request, url_for
from markupsafe import Markup

from services.reports.application.read_publications import read_newest, read_publication
from services.reports.domain.publications import Publication
from services.reports.entrypoints.publishing_at_hand import public_survey, publishing
from services.reports.entrypoints.telling import in_language
from shared.contracts.errors import CodedError
from shared.identity.access import PUBLIC, access

embedding: Final = Blueprint("publication_embedding", __name__, url_prefix="/p")

_ADDRESS: Final = re.compile(r"/p/(?P<slug>[^/]+)(?:/(?P<number>[0-9]{1,6})(?:/embed)?)?/?", re.ASCII)
_WIDTH: Final = 640
_HEIGHT: Final = 720
_FRAME: Final = Markup('<iframe src="{src}" width="{width}" height="{height}" title="{title}" loading="lazy"></iframe>')


class NotEmbeddable(CodedError):
    """The address is none of a publication; details: none."""

    code = "not-embeddable"


class FormatNotOffered(CodedError):
    """oEmbed in another form than JSON; details: none."""

    code = "format-not-offered"


@embedding.get("/oembed.json")
@access(PUBLIC)
def oembed() -> Response:
    """What a site has to know to embed the publication at `url`."""
    if request.args.get("format", "json") != "json":
        raise FormatNotOffered
    found = _publication(request.args.get("url", ""))
    width, height = _size("maxwidth", _WIDTH), _size("maxheight", _HEIGHT)
    title = in_language(found.document["title"])
    where = url_for("publications.embed", slug=found.key.slug, number=found.number, _external=True)
    answer = jsonify(
        version="1.0",
        type="rich",
        provider_name="adborth",
        provider_url=request.url_root,
        title=title,
        html=_FRAME.format(src=where, width=width, height=height, title=title),
        width=width,
        height=height,
    )
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


def _publication(address: str) -> Publication:
    parts = urlsplit(address)
    found = _ADDRESS.fullmatch(parts.path)
    if found is None or parts.netloc != request.host:
        raise NotEmbeddable
    key = public_survey(found["slug"])
    if found["number"] is None:
        return read_newest(key, desk=publishing())
    return read_publication(key, int(found["number"]), desk=publishing()).publication


def _size(name: str, largest: int) -> int:
    asked = request.args.get(name, "")
    return min(largest, int(asked)) if re.fullmatch("[1-9][0-9]{0,4}", asked) else largest
