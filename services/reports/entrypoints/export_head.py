"""What stands above a report in every file, and the few words beside it."""

from typing import Final

from flask_babel import format_date
from flask_babel import gettext as _

from services.reports.application.exporting import Told
from services.reports.domain.report_content import Said
from services.reports.entrypoints.export_sections import said
from services.reports.entrypoints.publishing_words import paragraphs
from services.reports.findings.lines import Title
from services.reports.findings.thawing import Published
from shared.web.languages import current_language

_DAY: Final = "d MMMM y"


def when(told: Told, published: Published) -> str:
    """When it was published, and when its answers came in."""
    parts = []
    if told.published_at is not None:
        parts.append(_("Published on %(day)s", day=format_date(told.published_at, _DAY)))
    first, last = published.time("first_response_at"), published.time("last_response_at")
    if first and last:
        days = {"first": format_date(first, _DAY), "last": format_date(last, _DAY)}
        parts.append(_("answers from %(first)s to %(last)s", **days))
    return " · ".join(parts)


def notices(told: Told, published: Published) -> tuple[Said, ...]:
    """That a report is a draft, and what changed since the number before."""
    own = current_language()
    found = []
    if told.number is None:
        found.append(Said(_("Draft, not published: figures and words may still change."), own))
    note = said(published.plain.get("note") or {})
    if note.text:
        found.append(Said(f"{_('What changed:')} {note.text}", note.language))
    return tuple(found)


def introduction(title: Title) -> tuple[Said, ...]:
    """A text of the team by its paragraphs."""
    words, language = said(title)
    return tuple(Said(each, language) for each in paragraphs(words))


def labels() -> dict[str, str]:
    """The few words that files need beside the report."""
    return {
        "contents": _("Contents"),
        "about": _("About these figures"),
        "page": _("Page"),
        "table": _("Table: %(title)s"),
        "continued": _("continued"),
        "made": _("How these findings were made, and what they can't say, stands in the whole report."),
        "in_words": _("In people's words"),
    }
