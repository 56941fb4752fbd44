"""What pages say of introductions; which of the two agreed or declined is never said."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from services.reports.domain.introductions import Introduction, IntroductionState
from shared.web.problems import Problem

_ONE_AGREED: Final = "one-agreed"
_ASKED: Final = IntroductionState.ASKED.value
_MET: Final = IntroductionState.MET.value
_STANDINGS: Final[Mapping[str, Any]] = {
    _ASKED: _l("Both are asked"),
    _ONE_AGREED: _l("One of them agreed"),
    _MET: _l("Both agreed"),
    "": _l("Declined or expired"),
    "expired": _l("Declined or expired"),
    "not-possible": _l("Not possible: one can't be written to, or no mail server is set up"),
}
_TAGS: Final = {_ASKED: "", _ONE_AGREED: "nhsuk-tag--yellow", _MET: "nhsuk-tag--green"}
PROBLEMS: Final[Mapping[str, Problem]] = {
    "pair-not-found": Problem(
        404,
        _l("These two can't be introduced"),
        _l("An answer was taken back or changed, or somebody decided about them before. Go back to the list."),
    )
}


def introduction_standing(introduction: Introduction) -> str:
    """How an introduction stands, in words."""
    return str(_STANDINGS[_standing(introduction)])


def introduction_tag(introduction: Introduction) -> str:
    """The colour of that."""
    return _TAGS.get(_standing(introduction), "nhsuk-tag--grey")


def _standing(introduction: Introduction) -> str:
    if introduction.state is IntroductionState.OVER:
        return introduction.reason if introduction.reason in _STANDINGS else ""
    if introduction.state is IntroductionState.ASKED and introduction.agreed:
        return _ONE_AGREED
    return introduction.state.value
