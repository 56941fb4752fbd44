"""Words a document for files: the same sentences and figures as on its page, in one language."""

from flask_babel import gettext as _

from services.reports.application.exporting import Told
from services.reports.domain.report_content import Part, ReportContent
from services.reports.entrypoints.answering_words import done_part
from services.reports.entrypoints.audio_words import script
from services.reports.entrypoints.export_head import introduction, labels, notices, when
from services.reports.entrypoints.export_method import method
from services.reports.entrypoints.export_sections import said, sections
from services.reports.entrypoints.export_sheets import coded_quotes, sheets, themes_named
from services.reports.entrypoints.publishing_words import key_findings
from services.reports.entrypoints.speaking import speaking
from services.reports.entrypoints.wording import number
from services.reports.findings.thawing import Published, thawed
from shared.web.languages import current_language


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
        when=when(told, published),
        totals=((_("responses"), number(plain["responses"])), (_("answers"), number(plain["answers"]))),
        findings=Part(_("What people told us"), points=tuple(key_findings(published))),
        sections=sections(published),
        method=method(published),
        sheets=sheets(published),
        script=script(published),
        labels=labels(),
        notices=notices(told, published),
        introduction=introduction(plain.get("introduction") or {}),
        done=done_part(published),
        themes=themes_named(published),
        coded=tuple(coded_quotes(published)),
    )
