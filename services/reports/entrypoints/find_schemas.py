"""The form of what is told of answers looked for, of one code, and of how people speak."""

from datetime import UTC
from typing import Any, Final

from marshmallow import Schema, fields, validate

from services.reports.domain.filters import CoderKind
from services.reports.domain.spoken import LONGEST
from services.reports.entrypoints.cursors import PATTERN

_CODERS: Final = ("", *(kind.value for kind in CoderKind))


def _told(text: str) -> dict[str, str]:
    return {"description": text}


def _n(text: str) -> fields.Integer:
    return fields.Integer(allow_none=True, metadata=_told(text))


def _text(text: str, **options: Any) -> fields.String:
    return fields.String(metadata=_told(text), **options)


class FoundQuery(Schema):
    """What to look for; all of it must be so."""

    words = _text(
        "Each a word or its beginning, without case and accents; in Welsh answers mutated too; everyone's answers only",
        validate=validate.Length(max=LONGEST),
    )
    question = _text("Only answers to this question; needed with `who`")
    code = _text("Only answers that bear this code")
    facet = _text("Only answers that speak in this way; +problem is need or barrier")
    coder = _text("Only answers coded by a person or a model; with `code`: that code", validate=validate.OneOf(_CODERS))
    beside = _text("Only responses that bear this code too")
    who = fields.List(fields.String(), metadata=_told("attribute:value, once for each attribute; no value: none given"))
    cursor = fields.String(metadata={**_told("`next` of the page before"), "pattern": PATTERN})


class CodeCount(Schema):
    """How many of what was found bear a code."""

    theme = fields.String()
    code = fields.String()
    title = fields.String()
    n = _n("Null where kept back")
    suppressed = fields.Boolean()


class CodingOfAnswer(Schema):
    """A code of an answer."""

    code = fields.String()
    theme = fields.String()
    spans = fields.List(fields.List(fields.Integer()), metadata=_told("[start, end) of the words that carry it"))
    confidence = fields.Float()
    coder = _text("A model version, or person: with an id")


class AnswerOfReport(Schema):
    """An answer in its own words."""

    question = fields.String()
    text = fields.String()
    words = fields.List(fields.List(fields.Integer()), metadata=_told("[start, end) of what was sought"))
    facets = fields.List(fields.String())
    language = fields.String()
    received_at = fields.AwareDateTime(format="iso", default_timezone=UTC)
    codings = fields.List(fields.Nested(CodingOfAnswer))


class Found(Schema):
    """What was found, with its figures: null where nothing was asked, since those are the report's."""

    n = _n("Responses with such an answer; of a group: its answers to the question")
    total = _n("Out of how many")
    codes = fields.List(fields.Nested(CodeCount))
    items = fields.List(fields.Nested(AnswerOfReport))
    next = fields.String(allow_none=True)


class FacetOfCode(Schema):
    """A way to speak."""

    facet = fields.String()
    title = fields.String()
    n = fields.Integer()


class CodeInFacet(Schema):
    """A code that is spoken of in a way."""

    theme = fields.String()
    code = fields.String()
    n = fields.Integer()


class FacetFigures(FacetOfCode):
    """A way to speak with its share, of what was found, and the codes that are spoken of so."""

    share = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    method = fields.String(allow_none=True)
    codes = fields.List(fields.Nested(CodeInFacet))


class Tone(Schema):
    """How many answers have which tone; of `none` no tone could be told, as of every Welsh one. Never a score."""

    negative = fields.Integer()
    neutral = fields.Integer()
    positive = fields.Integer()
    mixed = fields.Integer()
    none = fields.Integer()


class Pair(Schema):
    """Two codes in the same response."""

    codes = fields.List(fields.String())
    n = fields.Integer()
    ratio = fields.Float(allow_none=True, metadata=_told("Times as often as by chance; null where too few tell"))


class Pairs(Schema):
    """The pairs that may be told, and how many are kept back."""

    pairs = fields.List(fields.Nested(Pair))
    kept_back = fields.Integer()


class Part(Schema):
    """A part of the time."""

    begins = _text("On the clocks of Wales")
    responses = _n("Null where kept back")
    n = _n("With the code; null where kept back")
    suppressed = fields.Boolean()


class Time(Schema):
    """The time of a survey in equal parts."""

    unit = _text("hour, day or week")
    parts = fields.List(fields.Nested(Part))


class QuestionAspects(Schema):
    """How people speak under one question."""

    question = fields.String()
    facets = fields.List(fields.Nested(FacetFigures))
    tone = fields.Nested(Tone)


class CodeFound(Schema):
    """A code with all that goes with it."""

    code = fields.String()
    theme = fields.String()
    title = fields.String()
    n = fields.Integer()
    share = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    method = fields.String(allow_none=True)
    suppressed = fields.Boolean()
    facets = fields.List(fields.Nested(FacetOfCode))
    tone = fields.Nested(Tone)
    together = fields.List(fields.Nested(Pair))
    time = fields.Nested(Time, allow_none=True)
