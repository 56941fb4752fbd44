"""Which decisions of people no longer hold as they were made, so that a person has to look once more."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.reports.domain.carrying import CarryingOf, lost_codes
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.decisions import Decision


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the answer that it is about; `applies`: the words are still those that were judged."""

    decision: Decision
    applies: bool
    reference: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Needing:
    """A decision that needs a person: its words changed (no `codes`), or these codes of it were split or retired."""

    decided: Decided
    codes: tuple[str, ...] = ()


def needing_a_person(decided: Sequence[Decided], carryings: CarryingOf) -> list[Needing]:
    """Those of these decisions that are not in place as they were made; one that was taken back needs nobody."""
    found = []
    for each in decided:
        decision = each.decision
        if decision.undone:
            continue
        carrying = carryings.get(CodebookKey(decision.survey.team_id, decision.codebook))
        lost = lost_codes(decision.codings, carrying) if carrying is not None else ()
        if lost or not each.applies:
            found.append(Needing(each, lost))
    return found
