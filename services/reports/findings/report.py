"""A whole report made from its rows: figures first, then themes, then the same for each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.reports.domain.codebooks import Outline
from services.reports.domain.counts import WHOLE
from services.reports.domain.report_rows import ReportRows, Totals
from services.reports.domain.surveys import Question, Survey
from services.reports.findings.lines import CodeLine, ThemeLine, Title, code_lines, counts_of, theme_lines


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """What was said under one question; its shares are out of `answers`, those with words."""

    key: str
    text: Title
    answers: int
    themes: tuple[ThemeLine, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one survey as it stands; shares of `themes` are out of all responses."""

    survey: Survey
    title: Title
    totals: Totals
    themes: tuple[ThemeLine, ...]
    questions: tuple[QuestionPart, ...]
    languages: Mapping[str, int]
    codebooks: tuple[tuple[str, int], ...]

    def line_of(self, code: str) -> CodeLine | None:
        """The line of a code, None when the report has none."""
        return next((line for line in code_lines(self.themes) if line.code == code), None)

    def theme_of(self, line: CodeLine) -> ThemeLine:
        """The theme that a code's line stands under."""
        return next(theme for theme in self.themes if theme.theme == line.theme)


def compile_report(rows: ReportRows) -> Report:
    """The report of these rows."""
    outlines = _outlines_of(rows)
    return Report(
        survey=rows.survey,
        title=title_of(rows.survey),
        totals=rows.totals,
        themes=theme_lines(outlines, counts_of(WHOLE, rows.totals.responses, rows.themes, rows.codes)),
        questions=tuple(_part(question, rows, outlines) for question in _questions_of(rows)),
        languages={language: n for language, n in sorted(rows.languages.items()) if n},
        codebooks=tuple((outline.codebook, outline.version) for outline in outlines),
    )


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
    counts = counts_of(question.key, answers, rows.themes, rows.codes)
    own = [outline for outline in outlines if outline.codebook == question.codebook]
    if counts.codes and not own:
        own = list(outlines)
    return QuestionPart(question.key, question.text, answers, theme_lines(own, counts))
