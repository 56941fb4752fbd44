"""What the entrypoints need to call the use cases, wired once by main."""

from collections.abc import Callable
from dataclasses import dataclass, field

from services.intake.application.ports import Letterbox, Reading, UnitOfWork
from services.intake.domain.guesses import Guesses
from services.intake.domain.receipts import Receipts
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True)
class Desk:
    """`open_unit` begins a transaction, `open_reading` a look that changes nothing; the `letterbox` takes cards.

    `seen` are the surveys as forms showed them last, by slug: what a form is drawn from while the database is away.
    `guesses` counts the wrong receipts of each address.
    """

    open_unit: Callable[[], UnitOfWork]
    open_reading: Callable[[], Reading]
    letterbox: Letterbox
    clock: Clock
    receipts: Receipts
    seen: dict[str, Survey] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=Guesses)
