"""The other services told what became of responses."""

from collections.abc import Sequence

from services.intake.application.ports import Reading
from services.intake.domain.responses import State


def mark_processed(*, coded: Sequence[str], parked: Sequence[str], unit: Reading) -> None:
    """Note these responses as coded or parked, inside the given transaction; coded beats parked, in any order."""
    if parked:
        unit.responses.advance(parked, State.PARKED)
    if coded:
        unit.responses.advance(coded, State.CODED)
