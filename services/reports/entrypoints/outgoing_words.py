"""What kinds of news, states and reasons are called."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from services.reports.domain.digests import Rhythm
from services.reports.domain.outgoing import NewsKind, Sending, SendingState
from services.reports.domain.watching import Measure, Threshold

_KINDS: Final[Mapping[NewsKind, Any]] = {
    NewsKind.REPORT_PUBLISHED: _l("A report was published"),
    NewsKind.FINDING_CHANGED: _l("A finding changed: its share left the interval that was told before"),
    NewsKind.THRESHOLD_CROSSED: _l("A threshold was reached"),
    NewsKind.TEST: _l("A trial"),
}
_STATES: Final[Mapping[SendingState, Any]] = {
    SendingState.WAITING: _l("waiting"),
    SendingState.SENT: _l("received"),
    SendingState.FAILED: _l("given up"),
}
_REASONS: Final[Mapping[str, Any]] = {
    "host-not-found": _l("there is no server of this name"),
    "address-not-public": _l("the name points to an address inside a network, which is not spoken to"),
    "redirected": _l("it points to another address, which is not followed"),
    "too-large": _l("the answer was too large"),
    "too-slow": _l("the answer took too long"),
    "away": _l("the server did not answer"),
    "secret-unreadable": _l("the secret can't be read: give it a new one"),
}
_RHYTHMS: Final[Mapping[Rhythm, Any]] = {Rhythm.DAILY: _l("every day"), Rhythm.WEEKLY: _l("every week")}


def kind(of: NewsKind) -> str:
    """What a kind of news is called."""
    return str(_KINDS[of])


def standing(of: Sending) -> str:
    """Where a sending stands, with what the last attempt brought."""
    state = str(_STATES[of.state])
    if of.status is not None:
        return f"{state} ({of.status})"
    return f"{state} ({_REASONS.get(of.reason, of.reason)})" if of.reason else state


def rhythm(of: Rhythm) -> str:
    """How often a digest comes."""
    return str(_RHYTHMS[of])


def level(of: Threshold) -> str:
    """What a threshold waits for."""
    if of.measure is Measure.SHARE:
        return str(gettext("an estimated share of %(level)s%%", level=of.level))
    return str(gettext("found in %(level)s responses", level=of.level))


def kinds_offered() -> list[dict[str, str]]:
    """The kinds that can be chosen, as options of a form."""
    return [{"value": each.value, "text": kind(each)} for each in NewsKind if each is not NewsKind.TEST]


def rhythms_offered() -> list[dict[str, str]]:
    """How often a digest can come, as options of a form."""
    return [{"value": each.value, "text": rhythm(each)} for each in Rhythm]
