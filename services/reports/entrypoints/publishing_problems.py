"""How reports tells what can go wrong with quotes and publications."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from shared.web.problems import Problem

PROBLEMS: Final[Mapping[str, Problem]] = {
    "publication-not-found": Problem(
        404,
        _l("Nothing was published here"),
        _l("Check the address. A report gets one when its team publishes it."),
    ),
    "candidate-not-found": Problem(
        404,
        _l("This answer can't be quoted"),
        _l("It was withdrawn, is coded otherwise now, or its writer doesn't permit it. Go back to the list."),
    ),
    "changed-meanwhile": Problem(
        409,
        _l("Somebody changed this meanwhile"),
        _l("Nothing of yours was kept. Go back, load the page again and look at what it says now."),
    ),
    "reason-missing": Problem(
        400,
        _l("A reason is missing"),
        _l("Say why the answer isn't quoted, or why words that may tell who wrote it can be seen. Go back and add it."),
    ),
    "not-to-be-published": Problem(
        409, _l("This can't be published yet"), _l("Go to the draft: it says what stands in the way.")
    ),
    "not-embeddable": Problem(
        404, _l("This address can't be embedded"), _l("Only addresses of publications can: /p/, a survey and a number.")
    ),
    "format-not-offered": Problem(501, _l("This format isn't offered"), _l("Ask for JSON.")),
}
