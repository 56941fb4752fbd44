"""What unfinished answers, files and entries for others need from the outside, as protocols."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.answer_files import AnswerFile, FileEntry
from services.intake.domain.entries import Entry
from services.intake.domain.unfinished import Unfinished


class UnfinishedAnswers(Protocol):
    """What people saved to come back to."""

    def hold(self, key: str) -> None:
        """Let nobody else save or send the answers of this key until the transaction ends."""
        ...

    def keep(self, unfinished: Unfinished) -> None:
        """Keep these answers, in place of those of the same key."""
        ...

    def find(self, key: str, at: datetime) -> Unfinished | None:
        """The answers of this key, None when there are none or they have expired by now."""
        ...

    def of_survey(self, slug: str, at: datetime) -> list[Unfinished]:
        """Those of a survey that have not expired, the first saved first."""
        ...

    def remove(self, keys: Sequence[str]) -> None:
        """Forget the answers of these keys."""
        ...

    def forget_expired(self, at: datetime) -> int:
        """Forget what has expired by now; how many there were."""
        ...

    def sent(self, slug: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The cards of a survey that were sent and not withdrawn: the version and the answers of each."""
        ...


class AnswerFiles(Protocol):
    """The files that people answered with."""

    def add(self, file: AnswerFile) -> None:
        """Keep a file; nothing happens when its id is there."""
        ...

    def keep_until(self, ids: Collection[str], until: datetime) -> None:
        """Keep those of these files that no response has taken at least until then."""
        ...

    def take(self, ids: Collection[str], slug: str, response_id: str) -> set[str]:
        """Give files to a response of their survey for good; those that it has now. Another's stay the other's."""
        ...

    def find(self, slug: str, id_: str) -> AnswerFile | None:
        """A file that a response of this survey has taken, None when there is none."""
        ...

    def of_survey(self, slug: str) -> list[FileEntry]:
        """The files that a survey's responses have taken, the last given first."""
        ...

    def bytes_untaken(self, slug: str) -> int:
        """How many bytes those files of a survey have that no response has taken."""
        ...

    def remove_untaken(self, ids: Collection[str]) -> None:
        """Forget those of these files that no response has taken."""
        ...

    def forget_expired(self, at: datetime) -> int:
        """Forget the files that no response has taken in time; how many there were."""
        ...


class Entries(Protocol):
    """Who entered which response for somebody else."""

    def add(self, entry: Entry) -> None:
        """Keep an entry; nothing happens when there is one of its response."""
        ...

    def latest(self, slug: str, most: int) -> list[Entry]:
        """The newest entries of a survey, the newest first."""
        ...


class ApartReading(Reading, Protocol):
    """A look that shows what is kept beside responses."""

    @property
    def unfinished(self) -> UnfinishedAnswers:
        """What people saved."""
        ...

    @property
    def files(self) -> AnswerFiles:
        """The files that people gave."""
        ...

    @property
    def entries(self) -> Entries:
        """Who entered what for whom."""
        ...


class ApartUnit(UnitOfWork, ApartReading, Protocol):
    """A transaction in which responses and what is kept beside them change together."""
