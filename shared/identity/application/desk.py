"""What every use case has at hand, in one value, so that main wires it once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from shared.contracts.clock import Clock
from shared.identity.application.ports import Hasher, Store, Trail
from shared.identity.domain.events import Outcome
from shared.identity.domain.opaque import blinded

Value = TypeVar("Value")


@dataclass(frozen=True)
class Desk:
    """The ports of this package, the maker of ids, and the installation's key (for blinding only)."""

    store: Store
    hasher: Hasher
    clock: Clock
    trail: Trail
    new_id: Callable[[], str]
    key: str = field(repr=False)

    def told(self, outcome: Outcome[Value]) -> Value:
        """The value of an outcome, once what happened is on the trail: every entrypoint goes through here."""
        if outcome.event:
            self.trail.record(outcome.event)
        return outcome.value

    def blind(self, kind: str, word: str) -> str:
        """The key under which attempts by an address or from a place are counted."""
        return blinded(f"{kind}:{word}", self.key)
