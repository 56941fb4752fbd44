"""The count that `adborth check` compares with the other services' counts."""

from services.intake.application.ports import Reading
from services.intake.domain.ledger import Ledger


def read_ledger(*, reading: Reading) -> list[Ledger]:
    """Each survey's responses by state, by slug."""
    with reading:
        return reading.responses.ledger()
