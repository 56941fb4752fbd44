"""How people speak, in what tone and when, as rows of the feed."""

from collections.abc import Iterator
from typing import Any

from services.reports.application.read_report import ReportRead
from services.reports.domain.counts import WHOLE
from services.reports.entrypoints.aspect_words import facet_words, tone_words
from services.reports.entrypoints.telling import in_language, share_told
from services.reports.findings.facets import FacetLine
from services.reports.findings.tones import Tones

Row = dict[str, Any]


def aspect_rows(read: ReportRead) -> Iterator[Row]:
    """Facets with their codes, tones and times; nothing of a single group."""
    aspects = read.aspects()
    titles = {(line.theme, line.code): in_language(line.title) for theme in read.report.themes for line in theme.codes}
    texts = {part.key: in_language(part.text) for part in read.report.questions}
    for question, facets in {WHOLE: aspects.facets, **aspects.facets_by_question}.items():
        about = {"question": question, "question_text": texts.get(question, ""), "suppressed": False}
        for facet in facets:
            yield from _facet(facet, about, titles)
    for question, tones in aspects.tones_by_question.items():
        yield from _tones(tones, {"question": question, "question_text": texts.get(question, "")})
    for moment in aspects.timeline.moments if aspects.timeline else ():
        begins = moment.begins.isoformat(timespec="minutes")
        yield {"kind": "time", "begins": begins, "n": moment.responses, "suppressed": moment.responses is None}


def _facet(facet: FacetLine, about: Row, titles: dict[tuple[str, str], str]) -> Iterator[Row]:
    title = facet_words(facet)
    total = facet.share.n if facet.share else 0
    whole = {"title": title, "answers": total, "n": facet.n, **share_told(facet.share)}
    yield {"kind": "facet", "facet": facet.facet, **about, **whole}
    for code, n in sorted(facet.codes.items()):
        if n:
            named = {"theme": code.theme, "code": code.code, "title": titles.get((code.theme, code.code), code.code)}
            yield {"kind": "facet", "facet": facet.facet, **about, **named, "answers": facet.n, "n": n}


def _tones(tones: Tones, about: Row) -> Iterator[Row]:
    total = tones.told + tones.untold
    for tone, n in tones.counts.items():
        row = {"value": tone, "value_title": tone_words(tone), "answers": total, "n": n, "suppressed": False}
        yield {"kind": "tone", **about, **row}
