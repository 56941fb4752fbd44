"""Asks what answers speak of beside the codes, and makes codes of candidates that a person accepts."""

from dataclasses import dataclass

from services.reports.application.edit_codebooks import change_in
from services.reports.application.recoding_ports import RecodingDesk, RecodingUnit
from services.reports.domain.codebook_edits import CodeWords, add_code
from services.reports.domain.codebook_errors import CodebookNotFound, RecodingNotFound, RecodingNotReady
from services.reports.domain.codebook_history import Author, CodebookKey, Draft, Seen
from services.reports.domain.recodings import DISMISSED, Discovery
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coding_work import DiscoveryRequested
from shared.contracts.messages import Message, message_id
from shared.contracts.names import MessageName, Service


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate of a discovery, by its number from 0."""

    team_id: str
    discovery_id: str
    number: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a candidate becomes: a code with these words, in a theme of the codebook."""

    theme: str
    words: CodeWords


def ask_discovery(
    survey: SurveyKey, question: str | None, codebook: str, *, author: Author, desk: RecodingDesk
) -> Discovery:
    """Ask for candidates from the answers under a question, or under all. Raises CodebookNotFound."""
    at = desk.codebooks.clock.now()
    discovery = Discovery(desk.new_id(), survey, question, codebook, author, at)
    with desk.open_unit() as unit:
        if unit.shelf.body(CodebookKey(survey.team_id, codebook)) is None:
            raise CodebookNotFound(asked=codebook)
        unit.recodings.put_discovery(discovery)
        unit.outbox.add(
            Message(
                id=message_id("discovery", discovery.discovery_id),
                name=MessageName.DISCOVERY_REQUESTED,
                source=Service.REPORTS,
                subject=discovery.discovery_id,
                time=at,
                content=DiscoveryRequested(
                    team_id=survey.team_id,
                    discovery_id=discovery.discovery_id,
                    survey=survey.slug,
                    question=question,
                ),
            )
        )
        unit.commit()
    return discovery


def accept_candidate(
    candidate: Candidate, accepted: Accepted, seen: Seen, *, author: Author, desk: RecodingDesk
) -> Draft:
    """Make a candidate a code of the codebook's draft. Nothing is counted by it before the draft is published.

    Raises RecodingNotFound, RecodingNotReady where somebody judged it already, and what `change_draft` does.
    """
    with desk.open_unit() as unit:
        discovery = _open(candidate, unit)
        key = CodebookKey(candidate.team_id, discovery.codebook)
        draft = change_in(
            key,
            seen,
            lambda book: add_code(book, accepted.theme, accepted.words),
            author=author,
            unit=unit,
            desk=desk.codebooks,
        )
        theme = next(each for each in draft.book.themes if each.id == accepted.theme)
        unit.recodings.put_discovery(discovery.deciding(candidate.number, theme.codes[-1].id))
        unit.commit()
    return draft


def dismiss_candidate(candidate: Candidate, *, desk: RecodingDesk) -> None:
    """Say that a candidate becomes nothing. Raises RecodingNotFound, RecodingNotReady."""
    with desk.open_unit() as unit:
        unit.recodings.put_discovery(_open(candidate, unit).deciding(candidate.number, DISMISSED))
        unit.commit()


def _open(candidate: Candidate, unit: RecodingUnit) -> Discovery:
    discovery = unit.recodings.discovery(candidate.team_id, candidate.discovery_id)
    if discovery is None:
        raise RecodingNotFound(asked=candidate.discovery_id)
    if not discovery.is_open(candidate.number):
        raise RecodingNotReady
    return discovery
