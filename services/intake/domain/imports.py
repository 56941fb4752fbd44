"""An uploaded file on its way into a survey: what it was taken for, how far it has come, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from shared.contracts.errors import CodedError

LEASE: Final = timedelta(seconds=60)
"""How long a worker may be silent before another one goes on with its import."""
MEGABYTE: Final = 1_000_000
MOST_MEGABYTES: Final = 64
PIECE_BYTES: Final = 256 * 1024


class ImportNotFound(CodedError):
    """There is no import of this id, or it is another team's; details: `import`."""

    code = "import-not-found"


class ImportNotReady(CodedError):
    """The import can't do this in its present state; details: `state`."""

    code = "import-not-ready"


class FileTooLarge(CodedError):
    """The file is larger than files may be; details: `most` in megabytes."""

    code = "import-too-large"


class ImportState(StrEnum):
    """Where an import stands. `CHOSEN` waits for a person to say which column is which question."""

    CHOSEN = "chosen"
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


_FROM: Final[Mapping[ImportState, frozenset[ImportState]]] = {
    ImportState.WAITING: frozenset({ImportState.CHOSEN, ImportState.STOPPED}),
    ImportState.RUNNING: frozenset({ImportState.WAITING, ImportState.RUNNING}),
    ImportState.STOPPED: frozenset({ImportState.WAITING, ImportState.RUNNING}),
    ImportState.DONE: frozenset({ImportState.RUNNING}),
    ImportState.FAILED: frozenset({ImportState.RUNNING, ImportState.WAITING}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One uploaded file. `preset` is the kind it is read as, `decisions` are a person's: our key by their question.

    `rows` is how many there are, 0 before they were counted; `looked_at` of them were dealt with: `stored`, `known`
    from before, or `refused`. `headings` are the file's first rows, for the table of what was refused. `form_id`
    tells forms apart where the file does not. `reason` is why it failed.
    """

    id: str
    team_id: str
    survey: str
    name: str
    size: int
    created_at: datetime
    created_by: str
    by_name: str
    preset: str = "auto"
    form_id: str = ""
    decisions: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[tuple[str, ...], ...] = ()
    state: ImportState = ImportState.CHOSEN
    rows: int = 0
    looked_at: int = 0
    stored: int = 0
    known: int = 0
    refused: int = 0
    reason: str = ""
    held_until: datetime | None = None
    ended_at: datetime | None = None

    @property
    def percent(self) -> int:
        """How much was dealt with."""
        if self.state is ImportState.DONE:
            return 100
        return min(99, self.looked_at * 100 // self.rows) if self.rows else 0

    def turned(self, to: ImportState, **changes: object) -> "Import":
        """The same in another state; raises ImportNotReady where that does not follow."""
        if self.state not in _FROM[to]:
            raise ImportNotReady(state=self.state.value)
        return replace(self, state=to, **changes)  # type: ignore[arg-type]  # the names of fields come from callers

    def taken(self, now: datetime) -> "Import":
        """The same in a worker's hands."""
        return self.turned(ImportState.RUNNING, held_until=now + LEASE)

    def released(self) -> "Import":
        """The same out of a worker's hands before its end, for the next one."""
        return (
            self if self.state is not ImportState.RUNNING else replace(self, state=ImportState.WAITING, held_until=None)
        )

    def gone_on(self, now: datetime, *, stored: int, known: int, refused: int) -> "Import":
        """The same after further rows."""
        return replace(
            self,
            held_until=now + LEASE,
            looked_at=self.looked_at + stored + known + refused,
            stored=self.stored + stored,
            known=self.known + known,
            refused=self.refused + refused,
        )
