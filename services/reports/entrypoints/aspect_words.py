"""How people speak, in what tone and when, as words of a page that claim no more than was counted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from flask_babel import format_date, format_datetime, gettext, ngettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from services.reports.domain.aspects import PROBLEM
from services.reports.domain.filters import CodingFound
from services.reports.domain.quotes import Quote
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.wording import number, percent
from services.reports.findings.facets import FacetLine
from services.reports.findings.over_time import Moment, Timeline, Unit
from services.reports.findings.together import Pair, Pairs

_FACETS: Final[Mapping[str, Any]] = {
    "need": _l("What people need"),
    "barrier": _l("What blocks them"),
    "success": _l("What worked"),
    "plan": _l("What they plan"),
    "offer": _l("What they offer"),
    PROBLEM: _l("What is missing or in the way"),
}
_TONES: Final[Mapping[str, Any]] = {
    "negative": _l("negative"),
    "neutral": _l("neutral"),
    "positive": _l("positive"),
    "mixed": _l("mixed"),
}
_PERSON: Final = "person:"


def facet_words(facet: FacetLine | str) -> str:
    """A facet as a heading: in our words where we have some, else as the codebook calls it."""
    key = facet if isinstance(facet, str) else facet.facet
    if key in _FACETS:
        return str(_FACETS[key])
    return in_language(facet.title) if isinstance(facet, FacetLine) else key


def tone_words(tone: str) -> str:
    """What a tone is called."""
    return str(_TONES[tone])


def speaking(facets: Sequence[FacetLine]) -> str:
    """The sentence over the facets: the way in which most people speak."""
    told = [facet for facet in facets if facet.n]
    if not told:
        return str(gettext("No answer was found to speak in any of these ways so far."))
    most = max(told, key=lambda facet: facet.n)
    share = percent(most.share.estimate) if most.share else ""
    return str(gettext("Found most often: “%(facet)s”, in %(n)s (%(share)s).")) % {
        "facet": facet_words(most),
        "n": number(most.n),
        "share": share,
    }


def together(pairs: Pairs) -> str:
    """The sentence over the codes that stand together."""
    if not pairs.told:
        return str(gettext("No two codes stand together often enough to be told."))
    most = pairs.told[0]
    return str(gettext("Most often together: %(one)s and %(other)s, in %(n)s.")) % {
        "one": in_language(most.one.title),
        "other": in_language(most.other.title),
        "n": ngettext("%(n)s response", "%(n)s responses", most.n, n=number(most.n)),
    }


def times_chance(pair: Pair) -> str:
    """How many times as often as chance would have it."""
    if pair.ratio is None:
        return str(gettext("too few to say"))
    return str(gettext("%(times)s times as often")) % {"times": _one_digit(pair.ratio)}


def when(moment: Moment, timeline: Timeline) -> str:
    """From when a part of a timeline runs."""
    return _label(moment.begins, timeline.unit)


def busiest(timeline: Timeline) -> str:
    """The sentence over a timeline: its fullest part."""
    told = [moment for moment in timeline.moments if moment.responses]
    if not told:
        return str(gettext("Too few came in at any one time to be told."))
    most = max(told, key=lambda moment: moment.responses or 0)
    return str(gettext("Most came in at one time: %(n)s, %(when)s.")) % {
        "n": number(most.responses or 0),
        "when": when(most, timeline),
    }


def coder(coded: Quote | CodingFound) -> str:
    """Who coded: a person, to the team by name where it is known, or a model's version with how sure it was."""
    if coded.coder.startswith(_PERSON):
        if coded.reviewer and current_user.is_authenticated:
            return str(gettext("coded by %(name)s")) % {"name": coded.reviewer}
        return str(gettext("coded by a reviewer"))
    told = {"coder": coded.coder, "share": percent(coded.confidence)}
    return str(gettext("coded by %(coder)s, %(share)s sure", **told))


def _label(begins: datetime, unit: Unit) -> str:
    if unit is Unit.HOUR:
        return str(format_datetime(begins, "d MMMM, HH:mm", rebase=False))
    if unit is Unit.DAY:
        return str(format_date(begins, "d MMMM y"))
    return str(gettext("week of %(day)s")) % {"day": format_date(begins, "d MMMM y")}


def _one_digit(ratio: float) -> str:
    return number(round(ratio)) if ratio >= 10 else str(f"{ratio:.1f}")


ASPECT_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "facet_words": facet_words,
    "tone_words": tone_words,
    "speaking": speaking,
    "together": together,
    "times_chance": times_chance,
    "when": when,
    "busiest": busiest,
    "coder": coder,
}
