"""What the entrypoints need to call the use cases, wired once by main."""

from collections.abc import Callable
from dataclasses import dataclass, field

from services.intake.application.ports import Letterbox, Reading, UnitOfWork
from services.intake.domain.limits import Allowance
from services.intake.domain.receipts import Receipts, wrong_receipts
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True)
class Desk:
    """`open_unit` begins a transaction, `open_reading` a look that changes nothing; the `letterbox` takes cards.

    `seen` are the surveys as forms showed them last, by slug: what a form is drawn from while the database is away.
    `wrong_receipts` says which address has typed too many of them.
    """

    open_unit: Callable[[], UnitOfWork]
    open_reading: Callable[[], Reading]
    letterbox: Letterbox
    clock: Clock
    receipts: Receipts
    seen: dict[str, Survey] = field(default_factory=dict)
    wrong_receipts: Allowance = field(default_factory=wrong_receipts)
