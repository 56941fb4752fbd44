"""Answers that may be quoted, as the team looks at them: by code, newest first, each as it would be quoted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from services.reports.application.publishing import Publishing, PublishingUnit
from services.reports.application.read_report import PAGE_OF_QUOTES, read_report
from services.reports.domain.errors import CodeNotFound
from services.reports.domain.publication_errors import CandidateNotFound
from services.reports.domain.publications import Chosen, Draft
from services.reports.domain.quotes import Place
from services.reports.domain.redactions import Candidate
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.lines import CodeLine
from services.reports.findings.report import Report


@dataclass(frozen=True, slots=True)
class CandidatesPage:
    """Answers that may be quoted under a code, newest first; `chosen` stand in the draft under it."""

    report: Report
    line: CodeLine
    candidates: tuple[Candidate, ...]
    following: Place | None
    draft: Draft

    def is_chosen(self, candidate: Candidate) -> bool:
        """Whether the draft quotes it under this code."""
        return Chosen(candidate.at, self.line.code) in self.draft.choices.quotes


def count_approved(key: SurveyKey, *, desk: Publishing) -> tuple[Report, Mapping[str, int]]:
    """The report, and how many answers were approved under each code. Raises ReportNotFound."""
    report = read_report(key, shelf=desk.shelf).report
    with desk.open_unit() as unit:
        return report, Counter(each.code for each in unit.redactions.approved(key))


def list_candidates(key: SurveyKey, code: str, before: Place | None, *, desk: Publishing) -> CandidatesPage:
    """Answers that may be quoted under a code, older than `before`. Raises ReportNotFound, CodeNotFound."""
    report, line = _line(key, code, desk)
    with desk.open_unit() as unit:
        found = unit.redactions.candidates(key, code, before, PAGE_OF_QUOTES + 1)
        draft = unit.publications.draft(key) or Draft(key)
    page = tuple(found[:PAGE_OF_QUOTES])
    return CandidatesPage(report, line, page, page[-1].place if len(found) > PAGE_OF_QUOTES else None, draft)


def read_candidate(key: SurveyKey, code: str, reference: str, *, desk: Publishing) -> CandidatesPage:
    """One answer that may be quoted. Raises what `list_candidates` does, CandidateNotFound."""
    report, line = _line(key, code, desk)
    with desk.open_unit() as unit:
        candidate = candidate_at(key, (code, reference), unit)
        return CandidatesPage(report, line, (candidate,), None, unit.publications.draft(key) or Draft(key))


def candidate_at(key: SurveyKey, place: tuple[str, str], unit: PublishingUnit) -> Candidate:
    """The answer of a code and a reference. Raises CandidateNotFound."""
    found = unit.redactions.candidate(key, *place)
    if found is None:
        raise CandidateNotFound(slug=key.slug)
    return found


def _line(key: SurveyKey, code: str, desk: Publishing) -> tuple[Report, CodeLine]:
    report = read_report(key, shelf=desk.shelf).report
    line = report.line_of(code)
    if line is None:
        raise CodeNotFound(slug=key.slug, asked=code)
    return report, line
