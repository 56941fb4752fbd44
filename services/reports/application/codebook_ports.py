"""What the work on codebooks needs from outside, as protocols."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from services.reports.application.ports import Unit
from services.reports.domain.carrying import CarryingOf
from services.reports.domain.codebook_history import CodebookKey, Draft, Version
from services.reports.domain.codebooks import Codebook as Told
from services.reports.domain.recounts import Recount
from services.reports.domain.surveys import SurveyKey
from shared.codebooks.codebook import Codebook
from shared.contracts.clock import Clock


class Bodies(Protocol):
    """Codebooks as values that can be kept and told."""

    def read(self, body: object, source: str = "codebook") -> Codebook:
        """The codebook in a body, checked. Raises InvalidCodebook."""
        ...

    def written(self, book: Codebook) -> dict[str, Any]:
        """The body of a codebook."""
        ...


class CodebookShelf(Protocol):
    """Versions, drafts and what has to be counted anew, of all codebooks."""

    def newest(self, team_id: str) -> Sequence[Told]:
        """The newest version of each of a team's codebooks, by id."""
        ...

    def body(self, key: CodebookKey, version: int | None = None) -> Told | None:
        """A version, or the newest; None when there is none."""
        ...

    def versions(self, key: CodebookKey) -> Sequence[Version]:
        """Who made which version, when and why; the newest first."""
        ...

    def note(self, version: Version) -> None:
        """Keep who made a version."""
        ...

    def draft(self, key: CodebookKey) -> Draft | None:
        """The draft of the next version."""
        ...

    def drafts(self, team_id: str) -> Sequence[Draft]:
        """All drafts of a team, by id."""
        ...

    def put_draft(self, draft: Draft, replaces: int | None) -> bool:
        """Keep a draft in the place of the one of edition `replaces` (None: of none); False when that is not there."""
        ...

    def drop_draft(self, key: CodebookKey) -> None:
        """Forget a draft."""
        ...

    def carryings(self, keys: Collection[CodebookKey]) -> CarryingOf:
        """How codes are carried into the newest version of each of these."""
        ...

    def surveys_of(self, team_id: str) -> Sequence[SurveyKey]:
        """Every survey of a team that has figures."""
        ...

    def recounts(self) -> Sequence[Recount]:
        """What has to be counted anew, the longest waiting first."""
        ...

    def put_recount(self, recount: Recount) -> None:
        """Keep how far counting anew has come."""
        ...

    def drop_recount(self, recount: Recount) -> None:
        """Everything is counted; what was asked for again meanwhile stays."""
        ...

    def bearing(self, key: CodebookKey, after: str, limit: int) -> Sequence[tuple[str, SurveyKey]]:
        """The first responses after this id, in the order of ids, with an answer that is coded by the codebook."""
        ...


class CodebookUnit(Unit, Protocol):
    """One transaction of the work on codebooks."""

    @property
    def shelf(self) -> CodebookShelf:
        """Versions and drafts, inside this transaction."""
        ...

    def commit(self) -> None:
        """Make everything true at once."""
        ...


@dataclass(frozen=True, slots=True)
class CodebookDesk:
    """What the use cases of codebooks work with: `read` is for looking only."""

    open_unit: Callable[[], AbstractContextManager[CodebookUnit]]
    read: Callable[[], AbstractContextManager[CodebookShelf]]
    bodies: Bodies
    clock: Clock
