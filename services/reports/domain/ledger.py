"""What reports can show of its bookkeeping, so that a check can add it up with the other services'."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SurveyLedger:
    """Response ids by where they are; `aggregate_n` is how many responses the counts of the report hold."""

    coded: frozenset[str] = frozenset()
    parked: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    aggregate_n: int = 0
