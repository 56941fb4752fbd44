"""Pages for bad phones travel compressed, also where no nginx stands in front."""

import gzip
from typing import Final

from flask import Response, request

_WORTH_IT_BYTES: Final = 600
_LEVEL: Final = 6


def compress(response: Response) -> Response:
    """Compress an answer in text for a browser that takes gzip: `blueprint.after_request(compress)`.

    For blueprints whose pages hold no secret beside what their reader typed: the length of a compressed page tells
    whether the two are alike (CVE-2013-3587).
    """
    if response.mimetype != "text/html" or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if response.content_encoding or not request.accept_encodings["gzip"]:
        return response
    page = response.get_data()
    if len(page) >= _WORTH_IT_BYTES:
        response.set_data(gzip.compress(page, _LEVEL, mtime=0))
        response.content_encoding = "gzip"
    return response
