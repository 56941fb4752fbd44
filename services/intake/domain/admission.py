"""Whom a survey lets in, and how many of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.intake.domain.errors import InvalidSurvey


class InvitationKind(StrEnum):
    """Who may answer: everybody (NONE), or who was invited.

    PERSONAL: it is known who said what. ANONYMOUS: it is known who has answered, not what they said.
    """

    NONE = "none"
    PERSONAL = "personal"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Quota:
    """At most so many responses with this value of an attribute."""

    attribute: str
    value: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What a survey asks of a card beside its answers; `most_responses` 0 means as many as come.

    Raises InvalidSurvey naming the rule.
    """

    invitations: InvitationKind = InvitationKind.NONE
    most_responses: int = 0
    quotas: tuple[Quota, ...] = ()

    def __post_init__(self) -> None:
        if rule := self._broken_rule():
            raise InvalidSurvey(question="", rule=rule)

    @property
    def by_invitation(self) -> bool:
        """Whether a card needs an invitation."""
        return self.invitations is not InvitationKind.NONE

    @property
    def is_limited(self) -> bool:
        """Whether cards are counted before one more is taken."""
        return bool(self.most_responses or self.quotas)

    @property
    def is_open_to_all(self) -> bool:
        """Whether every sound card is taken."""
        return not self.by_invitation and not self.is_limited

    def quotas_for(self, attributes: Mapping[str, str]) -> tuple[Quota, ...]:
        """The quotas that a response with these attributes counts for."""
        return tuple(quota for quota in self.quotas if attributes.get(quota.attribute) == quota.value)

    def check_attributes(self, known: Collection[str]) -> None:
        """Raises InvalidSurvey when a quota is about an attribute that no response can have, and would never be full.

        `known` are those that the survey's questions give; what is known of invited people is added to them.
        """
        strange = [] if self.by_invitation else sorted({each.attribute for each in self.quotas} - {*known, "channel"})
        if strange:
            given = ", ".join(sorted(known)) or "none"
            rule = f"quotas name {strange[0]!r}, which is no attribute of the survey; its attributes are: {given}"
            raise InvalidSurvey(question="", rule=rule)

    def _broken_rule(self) -> str:
        named = [(quota.attribute, quota.value) for quota in self.quotas]
        if len(set(named)) != len(named):
            return "quotas name the same attribute and value twice"
        if any(quota.most < 1 for quota in self.quotas):
            return "most of a quota must be 1 or more"
        return "most_responses must be 1 or more" if self.most_responses < 0 else ""


OPEN_TO_ALL: Final = Admission()
