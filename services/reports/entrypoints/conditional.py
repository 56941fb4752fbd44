"""A reader who has the newest state is told so in a few bytes: that is what makes looking every few seconds cheap."""

import hashlib
from collections.abc import Mapping

from flask import Response, request

from services.reports.domain.report_rows import Stamp
from shared.web.languages import current_language


def tag_of(stamp: Stamp, *further: object) -> str:
    """The ETag of a representation: of this state, in this language, and of whatever else it depends on."""
    # With the time of the change: the numbers of a database that was begun anew or restored have been there before.
    parts = (stamp, current_language(), *further)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def is_known(tag: str) -> bool:
    """Whether the reader has this very state."""
    return request.if_none_match.contains_weak(tag)


def headers_of(tag: str) -> Mapping[str, str]:
    """Kept by the reader alone, and asked about before every use; weak, since a proxy may compress."""
    return {
        "ETag": f'W/"{tag}"',
        "Cache-Control": "private, no-cache",
        "Content-Language": current_language(),
        "Vary": "Accept-Language, Cookie, Authorization",
    }


def not_modified(tag: str) -> Response:
    """304: the reader has it already."""
    return Response(status=304, headers=dict(headers_of(tag)))
