"""Whom a survey lets in, as keys of its document."""

from collections.abc import Mapping
from typing import Any, Final

from services.intake.domain.admission import OPEN_TO_ALL, Admission, InvitationKind, Quota
from services.intake.domain.errors import InvalidSurvey

ADMISSION_KEYS: Final = frozenset({"invitations", "quotas", "most_responses"})
_KINDS: Final = ", ".join(InvitationKind)
_QUOTA_KEYS: Final = frozenset({"attribute", "value", "most"})


def admission_from(document: Mapping[str, Any]) -> Admission:
    """What a survey's document says of whom it lets in; raises InvalidSurvey naming the rule."""
    kind = document.get("invitations") or InvitationKind.NONE
    if kind not in list(InvitationKind):
        raise _broken(f"invitations must be one of {_KINDS}, not {kind!r}")
    quotas = document.get("quotas") or []
    if not isinstance(quotas, list):
        raise _broken("quotas must be a list")
    return Admission(
        invitations=InvitationKind(kind),
        most_responses=_number("most_responses", document.get("most_responses") or 0),
        quotas=tuple(_quota(item) for item in quotas),
    )


def document_of_admission(admission: Admission) -> dict[str, Any]:
    """What `admission_from` reads the same from; nothing for a survey that is open to all."""
    if admission == OPEN_TO_ALL:
        return {}
    quotas = [{"attribute": each.attribute, "value": each.value, "most": each.most} for each in admission.quotas]
    return {
        "invitations": admission.invitations.value,
        "quotas": quotas,
        "most_responses": admission.most_responses or None,
    }


def _quota(item: object) -> Quota:
    if not isinstance(item, Mapping) or set(item) != _QUOTA_KEYS:
        raise _broken("each of quotas must give attribute, value and most")
    if not all(isinstance(item[key], str) and item[key] for key in ("attribute", "value")):
        raise _broken("attribute and value of a quota must be texts")
    return Quota(item["attribute"], item["value"], _number("most of a quota", item["most"]))


def _number(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _broken(f"{key} must be a whole number")
    return value


def _broken(rule: str) -> InvalidSurvey:
    return InvalidSurvey(question="", rule=rule)
