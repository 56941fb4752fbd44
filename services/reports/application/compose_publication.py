"""Puts together what would be published now: figures as the report shows them, texts, and quotes as approved."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.reports.application.publication_ports import Sources
from services.reports.application.publishing import Composed, Publishing, PublishingUnit
from services.reports.application.standing_quotes import standing_quotes
from services.reports.domain.errors import ReportNotFound
from services.reports.domain.publications import SCHEMA, Choices, Draft
from services.reports.domain.report_rows import ReportRows
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.facets import facet_lines
from services.reports.findings.freezing import frozen_facets, frozen_report, frozen_split
from services.reports.findings.groups import attribute_of
from services.reports.findings.report import Report, compile_report
from services.reports.findings.split import compile_split

AGREEMENT = "agreement"


def compose(draft: Draft, *, desk: Publishing, unit: PublishingUnit) -> Composed:
    """The document of a draft as it would be now, still without number and date. Raises ReportNotFound."""
    key, choices = draft.key, draft.choices
    rows = _rows(key, None, desk)
    smallest = desk.shelf.smallest_of(rows)
    report = compile_report(rows, smallest)
    standing = standing_quotes(key, choices.quotes, unit.redactions)
    document: dict[str, Any] = {
        "schema": SCHEMA,
        **_texts(choices, report),
        **frozen_report(report, choices.questions),
        "smallest_group": smallest,
        "splits": _splits(choices, report, desk),
        "quotes": list(standing.told),
        **_origin(key, unit.sources),
        "facets": frozen_facets(facet_lines(rows)),
        AGREEMENT: None,
    }
    for adds in desk.additions:
        document.update(adds(key, unit))
    return Composed(report, document, standing.links, standing.void)


def _texts(choices: Choices, report: Report) -> dict[str, Any]:
    return {
        "languages": ["en", "cy"],
        "title": {**report.title, **_said(choices.title)},
        "introduction": _said(choices.introduction),
        "method": _said(choices.method),
        "reason": choices.reason,
        "note": _said(choices.note),
    }


def _said(text: Mapping[str, str]) -> dict[str, str]:
    return {language: words for language, words in sorted(text.items()) if words}


def _splits(choices: Choices, report: Report, desk: Publishing) -> Sequence[dict[str, Any]]:
    found = []
    for by in choices.splits:
        rows = _rows(report.survey.key, by, desk)
        attribute = attribute_of(by, rows)
        if attribute is not None:
            # From rows of one moment: sizes of groups and of everyone that differ would tell of somebody.
            smallest = desk.shelf.smallest_of(rows)
            split = compile_split(compile_report(rows, smallest), rows, attribute, smallest)
            found.append(frozen_split(split, choices.questions))
    return found


def _rows(key: SurveyKey, by: str | None, desk: Publishing) -> ReportRows:
    rows = desk.shelf.reader.rows(key, by)
    if rows is None:
        raise ReportNotFound(slug=key.slug)
    return rows


def _origin(key: SurveyKey, sources: Sources) -> dict[str, Any]:
    return {**sources.span(key).told(), "model_card": {"models": list(sources.models(key))}}
