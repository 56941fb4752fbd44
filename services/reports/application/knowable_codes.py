"""Which codes each answer of a survey could have been given, whatever version of the codebook it was coded by."""

from collections.abc import Callable, Sequence

from services.reports.application.comparison_ports import Evidence
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Edition
from services.reports.domain.coded_by import CodedBy


def knowable(team_id: str, coded_by: Sequence[CodedBy], evidence: Evidence) -> Callable[[str], bool]:
    """Whether each answer could have been given a code: every version that was used has one that became it."""
    editions = {Edition(team_id, each.codebook, each.version) for each in coded_by}
    carryings = evidence.carryings({CodebookKey(edition.team_id, edition.codebook) for edition in editions})
    could_say: list[frozenset[str | None]] = []
    for edition, themes in evidence.themes(editions).items():
        carrying = carryings.get(CodebookKey(edition.team_id, edition.codebook))
        could_say.append(frozenset(carrying.carried(code) if carrying else code for code in themes))
    return lambda code: all(code in codes for codes in could_say)
