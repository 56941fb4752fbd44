"""How reports tells what can go wrong, to people and programs."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from shared.web.problems import Problem

PROBLEMS: Final[Mapping[str, Problem]] = {
    "report-not-found": Problem(
        404,
        _l("There is no report here"),
        _l("Check the address, or choose a report from the list. A report begins when its survey is published."),
    ),
    "code-not-found": Problem(
        404, _l("The codebook has no such code"), _l("Go to the report and choose one of the codes it lists.")
    ),
    "attribute-not-found": Problem(
        404,
        _l("The report cannot be split by this"),
        _l("Go to the report and choose one of the ways to split it that it offers."),
    ),
    "group-too-small": Problem(
        403,
        _l("These quotes are kept back"),
        _l("Too few people of this group spoke of it: who they are could be guessed. Read the quotes of everyone."),
    ),
    "invalid-cursor": Problem(
        400, _l("This page of quotes cannot be found"), _l("Go to the first page and follow the links from there.")
    ),
}
