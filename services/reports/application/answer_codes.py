"""A team answers what people said, code by code, and keeps what it promised at earlier events."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.reports.application.draft_publication import locked
from services.reports.application.promises import promises_before
from services.reports.application.publishing import Publishing, PublishingUnit
from services.reports.application.read_report import ReportRead, read_report
from services.reports.domain.answering import (
    Answer,
    AnsweringRules,
    Said,
    State,
    newest_of,
    next_answer,
)
from services.reports.domain.errors import CodeNotFound
from services.reports.domain.publication_errors import ChangedMeanwhile
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import Survey, SurveyKey
from services.reports.findings.lines import CodeLine, code_lines
from services.reports.findings.report import Report


@dataclass(frozen=True, slots=True)
class CodeAnswered:
    """A code with its figures and what holds of what was said to it; `owed` while it must still be answered."""

    line: CodeLine
    answer: Answer | None
    owed: bool


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """The codes that somebody spoke of or that were answered, and what was promised at earlier events."""

    report: Report
    rules: AnsweringRules
    codes: tuple[CodeAnswered, ...]
    promises: tuple[Answer, ...]
    earlier: Mapping[SurveyKey, Survey]


@dataclass(frozen=True, slots=True)
class CodeHistory:
    """A code with all that was ever said to it, the newest first."""

    report: Report
    line: CodeLine
    versions: tuple[Answer, ...]


def read_answers(key: SurveyKey, *, desk: Publishing) -> AnswersRead:
    """The answers of a survey. Raises ReportNotFound."""
    report = read_report(key, shelf=desk.shelf).report
    with desk.open_unit() as unit:
        rules = unit.answering.rules.rules(key)
        given = newest_of(unit.answering.given.of(key))
        promises = promises_before(key, [name for name, _ in report.codebooks], unit)
        earlier = unit.surveys.known({each.survey for each in promises})
    told = [_answered(line, given.get((key, line.code)), rules) for line in code_lines(report.themes)]
    codes = tuple(each for each in told if each.line.n or each.answer)
    return AnswersRead(report, rules, codes, promises, earlier)


def read_history(key: SurveyKey, code: str, *, desk: Publishing) -> CodeHistory:
    """All that was said to a code. Raises ReportNotFound, CodeNotFound."""
    report = read_report(key, shelf=desk.shelf).report
    line = _line(report, code)
    with desk.open_unit() as unit:
        versions = [each for each in unit.answering.given.of(key) if each.code == code]
    return CodeHistory(report, line, tuple(reversed(versions)))


def answer_code(  # noqa: PLR0913  because an answer is given to a code as it was seen, by somebody
    key: SurveyKey, code: str, version: int, said: Said, by: Person, *, desk: Publishing
) -> Answer:
    """Say something to a code in place of version `version`; an approval of the draft is void by it.

    Raises ReportNotFound, CodeNotFound, ChangedMeanwhile.
    """
    read = read_report(key, shelf=desk.shelf)
    _line(read.report, code)
    with locked(key, desk) as unit:
        earlier = newest_of(unit.answering.given.of(key)).get((key, code))
        if (earlier.version if earlier else 0) != version:
            raise ChangedMeanwhile
        new = Answer(key, code, _codebook_of(code, read), said, by, desk.clock.now())
        answer = next_answer(earlier, new)
        _keep(answer, unit)
        unit.commit()
    return answer


def keep_promise(key: SurveyKey, code: str, version: int, by: Person, *, desk: Publishing) -> Answer:
    """Note that what was promised to a code was done, today. Raises ReportNotFound, CodeNotFound, ChangedMeanwhile."""
    with locked(key, desk) as unit:
        earlier = newest_of(unit.answering.given.of(key)).get((key, code))
        if earlier is None:
            raise CodeNotFound(slug=key.slug, asked=code)
        if earlier.version != version or not earlier.is_open:
            raise ChangedMeanwhile
        now = desk.clock.now()
        said = earlier.said._replace(state=State.DID, on=now.date())
        answer = next_answer(earlier, replace(earlier, said=said, by=by, at=now))
        _keep(answer, unit)
        unit.commit()
    return answer


def set_answering_rules(key: SurveyKey, rules: AnsweringRules, *, desk: Publishing) -> None:
    """Keep what a team decided about answers and comments. Raises ReportNotFound."""
    with locked(key, desk) as unit:
        unit.answering.rules.put(key, rules)
        unit.commit()


def _answered(line: CodeLine, answer: Answer | None, rules: AnsweringRules) -> CodeAnswered:
    share = line.share.estimate if line.share else None
    owed = answer is None and rules.owed_from is not None and rules.owed_from.reached(line.n, share)
    return CodeAnswered(line, answer, owed)


def _keep(answer: Answer, unit: PublishingUnit) -> None:
    """Keep an answer, the survey being locked; what was approved without it is to be approved again.

    Where a second person approves, whoever answers has written on the draft too.
    """
    unit.answering.given.keep(answer)
    draft = unit.publications.draft(answer.survey)
    second = unit.publications.rules(answer.survey).second_person
    if draft is not None and (second or draft.approval is not None):
        unit.publications.put_draft(replace(draft, version=draft.version + 1, changed_by=answer.by, approval=None))


def _line(report: Report, code: str) -> CodeLine:
    line = report.line_of(code)
    if line is None:
        raise CodeNotFound(slug=report.survey.key.slug, asked=code)
    return line


def _codebook_of(code: str, read: ReportRead) -> str:
    """The codebook of the survey that has the code; "" for one that stands in none any more."""
    own = {name for name, _ in read.report.codebooks}
    found = (each.codebook for each in read.rows.outlines if code in {one.id for one in each.codes()})
    return next((name for name in found if name in own), "")
