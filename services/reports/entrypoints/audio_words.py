"""A report as somebody would read it aloud: short sentences, numbers as words, no tables."""

from collections.abc import Iterator
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from services.reports.domain.number_words import in_words
from services.reports.domain.publications import TOMBSTONE
from services.reports.entrypoints.answering_words import AnswerTold, all_told, beside_words, state_words, when_words
from services.reports.entrypoints.publishing_words import paragraphs
from services.reports.entrypoints.telling import in_language
from services.reports.findings.lines import ThemeLine, Title, code_lines
from services.reports.findings.thawing import Published, PublishedQuote
from shared.estimation.shares import Share
from shared.web.languages import current_language

_MOST_FINDINGS = 6
_MOST_QUOTES = 2


def script(published: Published) -> tuple[str, ...]:
    """The sentences, a paragraph each; an empty one is a pause."""
    return tuple(_told(published))


def _told(published: Published) -> Iterator[str]:
    told = published.plain
    yield _("This is what people told us: %(title)s.", title=in_language(published.title).rstrip(".?!"))
    yield from paragraphs(in_language(told.get("introduction") or {}))
    yield _("How many responses these findings come from: %(n)s.", n=_number(told["responses"]))
    yield ""
    for theme in published.themes:
        if theme.n and theme.share:
            yield from _theme(theme, published)
            yield ""
    if done := all_told(published):
        yield _("You said, we did")
        yield from map(_answer, done)
        yield ""
    yield _("How to understand these figures.")
    yield _("They tell of those who answered, not of those who did not.")
    yield _("Every share is an estimate. The true share probably lies between the two figures that follow it.")
    yield _("Figures of small groups are left out, so that nobody is singled out.")
    yield _("Quotes are read only with the permission of whoever wrote them.")


def _theme(theme: ThemeLine, published: Published) -> Iterator[str]:
    yield _("Theme: %(title)s.", title=in_language(theme.title))
    if theme.share:
        yield _spoken(theme.title, theme.share)
    told = [line for line in theme.codes if line.n and line.share][:_MOST_FINDINGS]
    for line in told:
        if line.share:
            yield _spoken(line.title, line.share)
    quotes = [quote for line in code_lines([theme]) for quote in published.quotes_of(line.code)]
    for quote in quotes[:_MOST_QUOTES]:
        yield _quote(quote)


def _answer(told: AnswerTold) -> str:
    beside = beside_words(told, when_words(told, _month))
    said = in_language(told.title), f"{state_words(told.state)}: {in_language(told.text)}", beside
    return " ".join(f"{part.rstrip('.')}." for part in said if part)


def _month(day: date) -> str:
    """The month will do: a day's number is not read as it is counted."""
    return f"{format_date(day, 'MMMM')} {_number(day.year)}"


def _spoken(title: Title, share: Share) -> str:
    told = _(
        "%(title)s: about %(share)s per cent of those who answered, probably between %(low)s and %(high)s per cent."
    )
    figures = {name: _per_cent(value) for name, value in _figures(share)}
    return str(told) % {"title": in_language(title), **figures}


def _figures(share: Share) -> tuple[tuple[str, float], ...]:
    return ("share", share.estimate), ("low", share.low), ("high", share.high)


def _quote(quote: PublishedQuote) -> str:
    if quote.text is None:
        return in_language(TOMBSTONE)
    return str(_("Somebody wrote: “%(words)s”", words=" ".join(quote.text.split())))


def _per_cent(share: float) -> str:
    return _number(round(share * 100))


def _number(n: int) -> str:
    return in_words(n, current_language())
