"""What the entrypoints need to call the use cases of unfinished answers, files and entries for others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from services.intake.application.unfinished_ports import ApartReading, ApartUnit
from services.intake.domain.answer_files import MEGABYTE, CleanFile
from services.intake.domain.guesses import Guesses
from services.intake.domain.limits import Allowance
from services.intake.domain.receipts import Receipts
from services.intake.domain.unfinished import ResumeCodes
from shared.contracts.clock import Clock

_TEN_MINUTES = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedDesk:
    """`random_bits(n)` are n bits that nobody can guess; `clean(content, text_too)` gives a file without what it tells
    of its maker, and raises UnreadableFile.

    `guesses` counts the wrong codes of each address; `by_address` and `by_survey` how many files may come, and
    `most_unsent` how many bytes those of a survey may have that no response has taken.
    """

    open_unit: Callable[[], ApartUnit]
    open_reading: Callable[[], ApartReading]
    clock: Clock
    codes: ResumeCodes
    receipts: Receipts
    random_bits: Callable[[int], int]
    clean: Callable[[bytes, bool], CleanFile]
    guesses: Guesses = field(default_factory=Guesses)
    by_address: Allowance = field(default_factory=lambda: Allowance(300, _TEN_MINUTES))
    by_survey: Allowance = field(default_factory=lambda: Allowance(3_000, _TEN_MINUTES))
    most_unsent: int = 2_000 * MEGABYTE
