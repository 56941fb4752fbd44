"""Words a document for files: the same sentences and figures as on its page, in one language."""

from typing import Final

from flask_babel import format_date
from flask_babel import gettext as _

from services.reports.application.exporting import Told
from services.reports.domain.report_content import Part, ReportContent, Said
from services.reports.entrypoints.audio_words import script
from services.reports.entrypoints.export_method import method
from services.reports.entrypoints.export_sections import said, sections
from services.reports.entrypoints.export_sheets import coded_quotes, sheets, themes_named
from services.reports.entrypoints.publishing_words import key_findings, paragraphs
from services.reports.entrypoints.speaking import speaking
from services.reports.entrypoints.wording import number
from services.reports.findings.lines import Title
from services.reports.findings.thawing import Published, thawed
from shared.web.languages import current_language

_DAY: Final = "d MMMM y"


def content_of(told: Told, language: str) -> ReportContent:
    """Everything that a file may tell, in this language."""
    with speaking(language):
        return _content(told, thawed(told.document))


def _content(told: Told, published: Published) -> ReportContent:
    plain = published.plain
    return ReportContent(
        language=current_language(),
        slug=told.key.slug,
        number=told.number,
        title=said(published.title),
        over=_("Findings") if told.number is None else _("Findings, number %(number)s", number=told.number),
        when=_when(told, published),
        totals=((_("responses"), number(plain["responses"])), (_("answers"), number(plain["answers"]))),
        findings=Part(_("What people told us"), points=tuple(key_findings(published))),
        sections=sections(published),
        method=method(published),
        sheets=sheets(published),
        script=script(published),
        labels=_labels(),
        notices=_notices(told, published),
        introduction=_paragraphs(plain.get("introduction") or {}),
        themes=themes_named(published),
        coded=tuple(coded_quotes(published)),
    )


def _when(told: Told, published: Published) -> str:
    parts = []
    if told.published_at is not None:
        parts.append(_("Published on %(day)s", day=format_date(told.published_at, _DAY)))
    first, last = published.time("first_response_at"), published.time("last_response_at")
    if first and last:
        days = {"first": format_date(first, _DAY), "last": format_date(last, _DAY)}
        parts.append(_("answers from %(first)s to %(last)s", **days))
    return " · ".join(parts)


def _notices(told: Told, published: Published) -> tuple[Said, ...]:
    own = current_language()
    found = []
    if told.number is None:
        found.append(Said(_("Draft, not published: figures and words may still change."), own))
    note = said(published.plain.get("note") or {})
    if note.text:
        found.append(Said(f"{_('What changed:')} {note.text}", note.language))
    return tuple(found)


def _paragraphs(title: Title) -> tuple[Said, ...]:
    words, language = said(title)
    return tuple(Said(each, language) for each in paragraphs(words))


def _labels() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "about": _("About these figures"),
        "page": _("Page"),
        "table": _("Table: %(title)s"),
        "continued": _("continued"),
        "made": _("How these findings were made, and what they can't say, stands in the whole report."),
        "in_words": _("In people's words"),
    }
