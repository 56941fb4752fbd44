"""A whole report made from its rows: figures first, then themes, then the same for each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.reports.domain.codebooks import Outline
from services.reports.domain.counts import WHOLE
from services.reports.domain.report_rows import ReportRows, Totals
from services.reports.domain.samples import SampleOf
from services.reports.domain.surveys import Question, Survey
from services.reports.findings.groups import AttributeTitle, attributes_offered
from services.reports.findings.lines import CodeLine, ThemeLine, Title, code_lines, counts_of, theme_lines
from services.reports.findings.suppression import hidden_sizes


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """What was said under one question; its shares are out of `answers`, those with words.

    `sample` is what people reviewed of it at random, None where nothing was drawn.
    """

    key: str
    text: Title
    answers: int
    themes: tuple[ThemeLine, ...]
    sample: SampleOf | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one survey as it stands; shares of `themes` are out of all responses.

    Of `languages`, None is a number that is kept back; `attributes` are what the report can be split by.
    """

    survey: Survey
    title: Title
    totals: Totals
    themes: tuple[ThemeLine, ...]
    questions: tuple[QuestionPart, ...]
    languages: Mapping[str, int | None]
    codebooks: tuple[tuple[str, int], ...]
    attributes: tuple[AttributeTitle, ...]

    def line_of(self, code: str) -> CodeLine | None:
        """The line of a code, None when the report has none."""
        return next((line for line in code_lines(self.themes) if line.code == code), None)

    def theme_of(self, line: CodeLine) -> ThemeLine:
        """The theme that a code's line stands under."""
        return next(theme for theme in self.themes if theme.theme == line.theme)


def compile_report(rows: ReportRows, smallest: int) -> Report:
    """The report of these rows, with no number of a group under `smallest`."""
    outlines = _outlines_of(rows)
    return Report(
        survey=rows.survey,
        title=title_of(rows.survey),
        totals=rows.totals,
        themes=theme_lines(outlines, counts_of(WHOLE, rows.totals.responses, rows)),
        questions=tuple(_part(question, rows, outlines) for question in _questions_of(rows)),
        languages=_languages(rows, smallest),
        codebooks=tuple((outline.codebook, outline.version) for outline in outlines),
        attributes=attributes_offered(rows),
    )


def _languages(rows: ReportRows, smallest: int) -> dict[str, int | None]:
    found = [(language, n) for language, n in sorted(rows.languages.items()) if n]
    hidden = hidden_sizes([n for _, n in found], smallest) if len(found) > 1 else ()
    return {language: None if place in hidden else n for place, (language, n) in enumerate(found)}


def title_of(survey: Survey) -> Title:
    """The survey's title; its slug while its publication has not arrived."""
    return survey.title or {"en": survey.key.slug}


def _outlines_of(rows: ReportRows) -> Sequence[Outline]:
    """The codebooks that the questions name; before they are known, those that the answers were coded with."""
    named = {question.codebook for question in rows.survey.questions}
    if rows.survey.version:
        return [outline for outline in rows.outlines if outline.codebook in named]
    counted = {at.code for at, n in rows.codes.items() if n}
    return [outline for outline in rows.outlines if any(code.id in counted for code in outline.codes())]


def _questions_of(rows: ReportRows) -> Sequence[Question]:
    """The questions of the newest version, then those that only older answers know."""
    known = {question.key for question in rows.survey.questions}
    left = sorted(key for key, n in rows.answers.items() if n and key not in known)
    return [*rows.survey.questions, *(Question(key, {"en": key}, None) for key in left)]


def _part(question: Question, rows: ReportRows, outlines: Sequence[Outline]) -> QuestionPart:
    answers = rows.answers.get(question.key, 0)
    counts = counts_of(question.key, answers, rows)
    own = [outline for outline in outlines if outline.codebook == question.codebook]
    if counts.codes and not own:
        own = list(outlines)
    sample = counts.checked.sample if counts.checked else None
    return QuestionPart(question.key, question.text, answers, theme_lines(own, counts), sample)
