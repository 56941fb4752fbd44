"""People decide about answers that may be quoted: mask what tells who wrote them, approve, refuse, choose."""

from dataclasses import dataclass, replace

from services.reports.application.draft_publication import locked
from services.reports.application.publishing import Publishing, PublishingUnit
from services.reports.application.quote_candidates import candidate_at
from services.reports.domain.decisions import fingerprint
from services.reports.domain.publication_errors import CandidateNotFound, ChangedMeanwhile, ReasonMissing
from services.reports.domain.publications import Chosen, Draft
from services.reports.domain.redactions import Candidate, Person, Verdict, Wish, decided
from services.reports.domain.surveys import SurveyKey


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw before they decided: how often it had been decided, and the digest of the words."""

    version: int
    digest: str


def decide(  # noqa: PLR0913  because a decision is about what was seen, by somebody
    key: SurveyKey, place: tuple[str, str], seen: Seen, wish: Wish, by: Person, *, desk: Publishing
) -> None:
    """Keep a decision about the answer at `place` (a code and a reference); if approved, the draft quotes it there.

    Raises ReportNotFound, CandidateNotFound, ChangedMeanwhile, ReasonMissing.
    """
    with locked(key, desk) as unit:
        candidate = candidate_at(key, place, unit)
        if (candidate.version, fingerprint(candidate.text)) != (seen.version, seen.digest):
            raise ChangedMeanwhile
        if _needs_reason(candidate, wish) and not wish.reason.strip():
            raise ReasonMissing
        if not unit.redactions.keep(decided(candidate, wish, by, desk.clock.now())):
            raise ChangedMeanwhile
        _choose(candidate, wish.verdict, by, unit)
        unit.commit()


def put_in(key: SurveyKey, version: int, place: tuple[str, str], by: Person, *, desk: Publishing) -> None:
    """Let the draft of this version quote an approved answer. Raises what `decide` raises."""
    with locked(key, desk) as unit:
        candidate = candidate_at(key, place, unit)
        if candidate.verdict is not Verdict.APPROVED:
            raise CandidateNotFound(slug=key.slug)
        draft = _draft(key, version, unit)
        quotes = dict.fromkeys((*draft.choices.quotes, Chosen(candidate.at, candidate.code)))
        _put(draft, tuple(quotes), by, unit)
        unit.commit()


def take_out(key: SurveyKey, version: int, place: tuple[str, str], by: Person, *, desk: Publishing) -> None:
    """Let the draft of this version not quote an answer under a code; what was decided stays. Raises the same."""
    with locked(key, desk) as unit:
        gone = Chosen(candidate_at(key, place, unit).at, place[0])
        draft = _draft(key, version, unit)
        _put(draft, tuple(each for each in draft.choices.quotes if each != gone), by, unit)
        unit.commit()


def _draft(key: SurveyKey, version: int, unit: PublishingUnit) -> Draft:
    draft = unit.publications.draft(key) or Draft(key)
    if draft.version != version:
        raise ChangedMeanwhile
    return draft


def _put(draft: Draft, quotes: tuple[Chosen, ...], by: Person, unit: PublishingUnit) -> None:
    choices = replace(draft.choices, quotes=quotes)
    if not unit.publications.put_draft(
        replace(draft, choices=choices, version=draft.version + 1, changed_by=by, approval=None)
    ):
        raise ChangedMeanwhile


def _needs_reason(candidate: Candidate, wish: Wish) -> bool:
    return wish.verdict is Verdict.REFUSED or (wish.verdict is Verdict.APPROVED and candidate.bares(wish.masks))


def _choose(candidate: Candidate, verdict: Verdict, by: Person, unit: PublishingUnit) -> None:
    draft = unit.publications.draft(candidate.survey) or Draft(candidate.survey)
    quotes = draft.choices.quotes
    if verdict is Verdict.APPROVED:
        kept = tuple(dict.fromkeys((*quotes, Chosen(candidate.at, candidate.code))))
    else:
        kept = tuple(each for each in quotes if each.at != candidate.at)
    if kept == quotes and draft.approval is None:
        return
    _put(draft, kept, by, unit)
