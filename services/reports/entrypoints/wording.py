"""Figures as sentences and texts that a reader can take in, in both languages."""

from collections.abc import Sequence
from functools import lru_cache

from flask_babel import format_decimal, gettext, ngettext
from flask_babel import format_percent as _percent_in_language

from services.reports.entrypoints.telling import in_language
from services.reports.findings.lines import CodeLine, ThemeLine, leaders
from shared.estimation.shares import Share
from shared.web.languages import current_language

_HALF_A_PERCENT = 0.005


def percent(share: float, language: str = "") -> str:
    """A share in whole per cent; a few out of very many are not told as none, nor nearly all as all."""
    return _percent(language or current_language(), share)


def number(n: int) -> str:
    """A whole number with its thousands apart."""
    return _number(current_language(), n)


def found(n: int, language: str = "") -> str:
    """In how many answers a code was found."""
    return _found(language or current_language(), n)


def hidden(language: str = "") -> str:
    """What stands where a figure is kept back."""
    return _hidden(language or current_language())


# A split has thousands of figures, and most of them many times over: each is put into words once. A language that is
# given is the one that the request is answered in: to ask for it takes longer than the words do.


def _percent(language: str, share: float) -> str:
    if 0 < share < _HALF_A_PERCENT:
        return "<" + _whole_percent(language, 1)
    if 1 - _HALF_A_PERCENT < share < 1:
        return ">" + _whole_percent(language, 99)
    return _whole_percent(language, round(share * 100))


@lru_cache(maxsize=512)
def _whole_percent(_language: str, share: int) -> str:
    return str(_percent_in_language(share / 100))


@lru_cache(maxsize=4096)
def _number(_language: str, n: int) -> str:
    return str(format_decimal(n))


@lru_cache(maxsize=4096)
def _found(language: str, n: int) -> str:
    return str(gettext("found in %(n)s", n=_number(language, n)))


def headline(lines: Sequence[CodeLine] | Sequence[ThemeLine], total: int) -> str:
    """The sentence over a chart: what is named most often, said no more firmly than the counts allow."""
    most = leaders(lines)
    if not most:
        return str(gettext("Nobody has spoken of this so far."))
    if len(most) > 2:
        return str(gettext("Nothing stands out: %(k)s are named equally often.", k=len(most)))
    names = [in_language(line.title) for line in most]
    share = most[0].share
    told = {"total": number(total), "share": percent(share.estimate) if share else "", "between": between(share)}
    if len(most) == 2:
        both = gettext(
            "Named most often: %(first)s and %(second)s, each by an estimated %(share)s of %(total)s (%(between)s)."
        )
        return str(both % {"first": names[0], "second": names[1], **told})
    one = gettext("Named most often: %(first)s, by an estimated %(share)s of %(total)s (%(between)s).")
    return str(one % {"first": names[0], **told})


def between(share: Share | None) -> str:
    """The interval of a share."""
    return _interval(current_language(), share) if share else ""


@lru_cache(maxsize=8)
def _hidden(_language: str) -> str:
    return str(gettext("hidden"))


def figures(n: int, share: Share, language: str = "") -> str:
    """Share, interval and number in one short text, for a table's cell."""
    language = language or current_language()
    return f"{_percent(language, share.estimate)} ({_interval(language, share)}), {_number(language, n)}"


def _interval(language: str, share: Share) -> str:
    return _between(language, _percent(language, share.low), _percent(language, share.high))


@lru_cache(maxsize=4096)
def _between(_language: str, low: str, high: str) -> str:
    return str(gettext("%(low)s to %(high)s", low=low, high=high))


def responses(n: int) -> str:
    """How many responses."""
    return str(ngettext("%(n)s response", "%(n)s responses", n, n=number(n)))


def answers(n: int) -> str:
    """How many answers."""
    return str(ngettext("%(n)s answer", "%(n)s answers", n, n=number(n)))
