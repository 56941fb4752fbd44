"""The form of what the API tells: these schemas write the answers and the OpenAPI document alike."""

from datetime import UTC
from typing import Any

from marshmallow import Schema, fields

from services.reports.entrypoints.cursors import PATTERN
from services.reports.entrypoints.find_schemas import FacetFigures, Pairs, QuestionAspects, Time, Tone
from services.reports.entrypoints.split_schemas import Split
from shared.web.api_fields import LanguageWanted
from shared.web.paging import PageWanted, next_of


def _told(text: str) -> dict[str, str]:
    return {"description": text}


def _time(text: str, **options: Any) -> fields.AwareDateTime:
    return fields.AwareDateTime(format="iso", default_timezone=UTC, metadata=_told(text), **options)


def _share(text: str) -> fields.Float:
    return fields.Float(allow_none=True, metadata=_told(text))


def _method() -> fields.String:
    return fields.String(allow_none=True, metadata=_told("How share and interval are made; null where there are none"))


class Line(Schema):
    """How many bear a theme or code, and which share that is."""

    theme = fields.String(metadata=_told("The theme's id in the codebook"))
    title = fields.String(metadata=_told("In the language of the answer"))
    n = fields.Integer(
        metadata=_told("In how many responses it was found (within a question: answers); 0 is listed too")
    )
    share = _share("Estimated share, 0 to 1: every answer by its probability; null while there is nothing to share out")
    low = _share("Lower end of the 95 % interval")
    high = _share("Upper end of the interval")
    method = _method()
    suppressed = fields.Boolean(metadata=_told("Whether the figures are kept back; those of everyone never are"))


class ThemeLine(Line):
    """A theme: n counts whoever bears at least one of its codes."""


class CodeLine(Line):
    """A code of the codebook."""

    code = fields.String(metadata=_told("The code's id in the codebook"))


class SampleOf(Schema):
    """Answers of a question that were drawn at random for people to code blind."""

    drawn = fields.Integer()
    reviewed = fields.Integer(metadata=_told("In the order of drawing, without a gap"))
    used = fields.Boolean(metadata=_told("Whether the shares are corrected by them"))


class QuestionPart(Schema):
    """One question; its shares are out of its answers."""

    question = fields.String(metadata=_told("The question's key"))
    text = fields.String(metadata=_told("Its newest wording"))
    answers = fields.Integer(metadata=_told("How many answers there are; empty ones are none"))
    sample = fields.Nested(SampleOf, allow_none=True, metadata=_told("Null where nothing was drawn"))
    themes = fields.List(fields.Nested(ThemeLine))
    codes = fields.List(fields.Nested(CodeLine))


class LanguageCount(Schema):
    """How many responses were given in a language."""

    language = fields.String()
    responses = fields.Integer(allow_none=True, metadata=_told("Null where kept back"))
    suppressed = fields.Boolean()


class CodebookUsed(Schema):
    """A codebook whose titles the report shows."""

    codebook = fields.String()
    version = fields.Integer()


class AttributeOffered(Schema):
    """An attribute that the report can be split by."""

    attribute = fields.String()
    title = fields.String()


class ReportSummary(Schema):
    """A report by its totals."""

    slug = fields.String(metadata=_told("The survey's slug"))
    title = fields.String(metadata=_told("The survey's title in the language of the answer"))
    responses = fields.Integer(metadata=_told("Responses in the figures: processed and not withdrawn"))
    answers = fields.Integer(metadata=_told("Answers to all questions; empty ones are none"))
    parked = fields.Integer(metadata=_told("Responses put aside because a service could not process them"))
    updated_at = _time("When a figure last changed, UTC")
    closed_at = _time("Since when the survey takes no responses; null while it does", allow_none=True)


class Report(ReportSummary):
    """The live report. Themes stand in the order of the codebook; codes theme by theme, in each by falling share."""

    language = fields.String(metadata=_told("The language of titles in this answer"))
    method = fields.String(metadata=_told("How shares and intervals are made: probability-sum-95, see docs/reports.md"))
    themes = fields.List(fields.Nested(ThemeLine))
    codes = fields.List(fields.Nested(CodeLine))
    questions = fields.List(fields.Nested(QuestionPart))
    languages = fields.List(fields.Nested(LanguageCount))
    codebooks = fields.List(fields.Nested(CodebookUsed))
    attributes = fields.List(fields.Nested(AttributeOffered), metadata=_told("What `by` may name"))
    split = fields.Nested(Split, allow_none=True, metadata=_told("The report by groups; null unless `by` was given"))
    facets = fields.List(fields.Nested(FacetFigures), metadata=_told("How people speak; not in a split"))
    tone = fields.Nested(Tone)
    together = fields.Nested(Pairs)
    time = fields.Nested(Time, allow_none=True)
    aspects = fields.List(fields.Nested(QuestionAspects), metadata=_told("Facets and tone question by question"))


class ReportList(Schema):
    """The reports of the caller's team, newest change first."""

    items = fields.List(fields.Nested(ReportSummary))
    next = next_of()


class Quote(Schema):
    """An answer that bears the code, in its own words and language."""

    question = fields.String(metadata=_told("The question's key"))
    text = fields.String(metadata=_told("The whole answer, as it was written"))
    spans = fields.List(
        fields.List(fields.Integer()), metadata=_told("[start, end) of the words that carry the code, in characters")
    )
    confidence = fields.Float(metadata=_told("How sure the coder was, 0 to 1"))
    coder = fields.String(metadata=_told("Who coded: a model version, or person: with an id"))
    language = fields.String(metadata=_told("The language that the form was answered in"))
    received_at = _time("When the response came in, UTC")


class Quotes(Schema):
    """Quotes of one code, newest first."""

    code = fields.String()
    theme = fields.String()
    title = fields.String()
    n = fields.Integer(metadata=_told("Responses that bear the code"))
    items = fields.List(fields.Nested(Quote))
    next = fields.String(allow_none=True, metadata=_told("The cursor of the next page; null at the end"))


class ReportsWanted(PageWanted, LanguageWanted):
    """Which page of the reports."""


class ReportQuery(LanguageWanted):
    """What to split by."""

    by = fields.String(metadata=_told("One of `attributes`: adds `split`"))


class QuotesQuery(LanguageWanted):
    """Where to go on, and whose words."""

    cursor = fields.String(metadata={**_told("`next` of the page before"), "pattern": PATTERN})
    question = fields.String(metadata=_told("Only under this question"))
    facet = fields.String(metadata=_told("Only those that speak of it in this way; +problem is need or barrier"))
    by = fields.String(metadata=_told("With value and question: only of this group, if its figures are open"))
    value = fields.String(metadata=_told("The group's value of the attribute `by`"))
