"""What goes with codes as plain values in one language: what is kept back on the page is null here."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.reports.application.find_answers import FoundPage
from services.reports.application.read_report import ReportRead
from services.reports.domain.filters import AnswerFound, CodingFound
from services.reports.entrypoints.aspect_words import facet_words
from services.reports.entrypoints.cursors import written
from services.reports.entrypoints.telling import in_language, share_told
from services.reports.findings.facets import FacetLine
from services.reports.findings.lines import CodeLine
from services.reports.findings.over_time import Timeline
from services.reports.findings.together import Pair
from services.reports.findings.tones import Tones

_DIGITS = 4


def aspects_told(read: ReportRead) -> dict[str, Any]:
    """Facets, tones, pairs and time of a whole survey; facets and tones also question by question."""
    aspects = read.aspects()
    return {
        "facets": _facets(aspects.facets),
        "tone": _tone(aspects.tones),
        "together": {"pairs": [_pair(pair) for pair in aspects.pairs.told], "kept_back": aspects.pairs.kept_back},
        "time": _time(aspects.timeline),
        "aspects": [
            {"question": key, "facets": _facets(facets), "tone": _tone(aspects.tones_by_question[key])}
            for key, facets in aspects.facets_by_question.items()
        ],
    }


def code_aspects_told(read: ReportRead, line: CodeLine) -> dict[str, Any]:
    """The same of one code."""
    aspects = read.aspects_of(line)
    return {
        "facets": [{"facet": facet.facet, "title": facet_words(facet), "n": n} for facet, n in aspects.facets],
        "tone": _tone(aspects.tones),
        "together": [_pair(pair) for pair in aspects.pairs],
        "time": _time(aspects.timeline, code=True),
    }


def found_told(page: FoundPage) -> dict[str, Any]:
    """A page of what was looked for, with its figures."""
    matched, report = page.matched, page.read.report
    titles: Mapping[str, CodeLine] = {line.code: line for theme in report.themes for line in theme.codes}
    return {
        "n": matched.n if matched else None,
        "total": matched.total if matched else None,
        "codes": [
            {
                "theme": code.theme,
                "code": code.code,
                "title": in_language(titles[code.code].title) if code.code in titles else code.code,
                "n": n,
                "suppressed": n is None,
            }
            for code, n in sorted(matched.codes.items() if matched else ())
        ],
        "items": [_answer(answer) for answer in page.answers],
        "next": written(page.following) if page.following else None,
    }


def _facets(facets: Iterable[FacetLine]) -> list[dict[str, Any]]:
    return [
        {
            "facet": facet.facet,
            "title": facet_words(facet),
            "n": facet.n,
            **share_told(facet.share),
            "codes": [{"theme": code.theme, "code": code.code, "n": n} for code, n in sorted(facet.codes.items()) if n],
        }
        for facet in facets
    ]


def _tone(tones: Tones) -> dict[str, int]:
    return {**tones.counts, "none": tones.untold}


def _pair(pair: Pair) -> dict[str, Any]:
    ratio = None if pair.ratio is None else round(pair.ratio, 2)
    return {"codes": [pair.one.code, pair.other.code], "n": pair.n, "ratio": ratio}


def _time(timeline: Timeline | None, *, code: bool = False) -> dict[str, Any] | None:
    if timeline is None:
        return None
    return {
        "unit": timeline.unit.value,
        "parts": [
            {
                "begins": moment.begins.isoformat(timespec="minutes"),
                "responses": moment.responses,
                **({"n": moment.n} if code else {}),
                "suppressed": moment.responses is None or (code and moment.n is None),
            }
            for moment in timeline.moments
        ],
    }


def _answer(answer: AnswerFound) -> dict[str, Any]:
    return {
        "question": answer.question,
        "text": answer.text,
        "words": answer.words,
        "facets": answer.facets,
        "language": answer.language,
        "received_at": answer.received_at,
        "codings": [_coding(coding) for coding in answer.codings],
    }


def _coding(coding: CodingFound) -> dict[str, Any]:
    return {
        "code": coding.code,
        "theme": coding.theme,
        "spans": coding.spans,
        "confidence": round(coding.confidence, _DIGITS),
        "coder": coding.coder,
    }
