"""How far coders agree, as a publication tells it: figures by code, and nobody's name."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from services.reports.application.publishing import Addition, PublishingUnit
from services.reports.domain.blind import BlindCoding
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.agreement import LEAST_DOUBLY_CODED, Agreement, CodeAgreement, agreement_of

_DIGITS: Final = 4


def agreement_addition(blind_codings: Callable[[SurveyKey], Iterable[BlindCoding]]) -> Addition:
    """What a document says of the agreement between people and the model; null where nobody coded blind."""

    def adds(key: SurveyKey, _unit: PublishingUnit) -> Mapping[str, object]:
        found = agreement_of(blind_codings(key))
        return {"agreement": _told(found) if found.answers else None}

    return adds


def _told(found: Agreement) -> dict[str, Any]:
    return {
        "answers": found.answers,
        "people": len(found.coders) - 1,
        "least": LEAST_DOUBLY_CODED,
        "enough": found.enough,
        "codes": [_code(each) for each in found.codes] if found.enough else [],
    }


def _code(each: CodeAgreement) -> dict[str, Any]:
    alpha = each.alpha
    return {"code": each.code, "alpha": _rounded(alpha.value), "low": _rounded(alpha.low), "high": _rounded(alpha.high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
