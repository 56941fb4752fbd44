"""What people said may happen with their words, kept with the version of the wording that they saw."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent: the question, the option that was chosen, what it permits, and the survey's version."""

    question: str
    choice: str
    permits: tuple[str, ...]
    version: int


def permitted(consents: Iterable[Consent]) -> tuple[str, ...]:
    """Everything that is permitted, each once, in the order of the alphabet."""
    return tuple(sorted({permit for consent in consents for permit in consent.permits}))
