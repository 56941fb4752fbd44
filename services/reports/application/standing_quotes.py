"""Which of the chosen quotes can stand: those whose writers permit it still, and whose very words somebody approved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from services.reports.application.publication_ports import Redactions
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.publications import Chosen
from services.reports.domain.redactions import Candidate, Verdict
from services.reports.domain.surveys import SurveyKey


@dataclass(frozen=True, slots=True)
class Standing:
    """Quotes as a document tells them, whose answers they are by their ids, and the chosen ones that can't stand."""

    told: tuple[Mapping[str, Any], ...]
    links: Mapping[str, AnswerAt]
    void: tuple[Chosen, ...]


def standing_quotes(key: SurveyKey, chosen: Collection[Chosen], redactions: Redactions) -> Standing:
    """The chosen quotes in their order, masked."""
    candidates = redactions.chosen(key, chosen)
    standing = [each for each in chosen if each in candidates and candidates[each].verdict is Verdict.APPROVED]
    named = {f"q{number}": each for number, each in enumerate(standing, 1)}
    return Standing(
        told=tuple(_quote(name, each, candidates[each]) for name, each in named.items()),
        links={name: each.at for name, each in named.items()},
        void=tuple(each for each in chosen if each not in standing),
    )


def _quote(name: str, chosen: Chosen, candidate: Candidate) -> dict[str, Any]:
    return {
        "id": name,
        "code": chosen.code,
        "question": chosen.at.question,
        "text": candidate.masked,
        "language": candidate.language,
        "withdrawn": False,
        "withdrawn_at": None,
    }
