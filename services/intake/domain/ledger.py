"""The count that shows that nothing was lost: every response stands in exactly one place."""

from dataclasses import dataclass

from services.intake.domain.responses import State


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ids of one survey's responses by state."""

    survey: str
    ids: dict[State, frozenset[str]]

    def count(self, state: State) -> int:
        """How many responses stand there."""
        return len(self.ids.get(state, frozenset()))

    @property
    def received(self) -> int:
        """How many responses were ever received."""
        return sum(len(found) for found in self.ids.values())
