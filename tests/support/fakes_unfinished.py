"""Unfinished answers, files and entries without a database, held to the contract of the real ones."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self

from services.intake.application.gate import Gate
from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.answer_files import MEGABYTE, AnswerFile, CleanFile, FileEntry, UnreadableFile
from services.intake.domain.entries import Entry
from services.intake.domain.limits import Allowance
from services.intake.domain.responses import State
from services.intake.domain.unfinished import ResumeCodes, Unfinished
from tests.support.fakes_admission import FakeAdmission, FakeAdmissionUnit
from tests.support.fakes_intake import Shelf
from tests.support.fakes_receipts import RECEIPTS

CODES = ResumeCodes("a secret for tests")


class FakeUnfinished:
    """The port UnfinishedAnswers on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._saved = shelf.apart.saved

    def hold(self, key: str) -> None:
        pass

    def keep(self, unfinished: Unfinished) -> None:
        self._saved[unfinished.key] = unfinished

    def find(self, key: str, at: datetime) -> Unfinished | None:
        found = self._saved.get(key)
        return found if found and found.expires_at > at else None

    def of_survey(self, slug: str, at: datetime) -> list[Unfinished]:
        found = [each for each in self._saved.values() if each.survey == slug and each.expires_at > at]
        return sorted(found, key=lambda each: (each.saved_at, each.key))

    def remove(self, keys: Sequence[str]) -> None:
        for key in keys:
            self._saved.pop(key, None)

    def forget_expired(self, at: datetime) -> int:
        expired = [key for key, each in self._saved.items() if each.expires_at <= at]
        self.remove(expired)
        return len(expired)

    def sent(self, slug: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        states = self._shelf.states
        for id_, each in self._shelf.responses.items():
            if each.survey == slug and states[id_] is not State.WITHDRAWN:
                yield each.survey_version, {answer.question: answer.text for answer in each.answers}


class FakeFiles:
    """The port AnswerFiles on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._files, self._taken = shelf.apart.files, shelf.apart.taken

    def add(self, file: AnswerFile) -> None:
        self._files.setdefault(file.id, file)

    def keep_until(self, ids: Collection[str], until: datetime) -> None:
        for id_ in set(ids) & (self._files.keys() - self._taken.keys()):
            kept = self._files[id_]
            self._files[id_] = replace(kept, keep_until=max(kept.keep_until, until))

    def take(self, ids: Collection[str], slug: str, response_id: str) -> set[str]:
        known = {id_ for id_ in ids if id_ in self._files and self._files[id_].survey == slug}
        free = {id_ for id_ in known if self._taken.get(id_, response_id) == response_id}
        self._taken.update(dict.fromkeys(free, response_id))
        return free

    def find(self, slug: str, id_: str) -> AnswerFile | None:
        found = self._files.get(id_) if id_ in self._taken else None
        return found if found and found.survey == slug else None

    def of_survey(self, slug: str) -> list[FileEntry]:
        found = [self._files[id_] for id_ in self._taken if self._files[id_].survey == slug]
        return [self._entry(file) for file in sorted(found, key=lambda each: (-each.given_at.timestamp(), each.id))]

    def bytes_untaken(self, slug: str) -> int:
        untaken = [self._files[id_] for id_ in self._files.keys() - self._taken.keys()]
        return sum(len(file.content) for file in untaken if file.survey == slug)

    def remove_untaken(self, ids: Collection[str]) -> None:
        for id_ in set(ids) & (self._files.keys() - self._taken.keys()):
            del self._files[id_]

    def forget_expired(self, at: datetime) -> int:
        expired = {id_ for id_, file in self._files.items() if file.keep_until <= at} - self._taken.keys()
        self.remove_untaken(expired)
        return len(expired)

    def _entry(self, file: AnswerFile) -> FileEntry:
        return FileEntry(
            id=file.id,
            question=file.question,
            kind=file.kind,
            size=len(file.content),
            given_at=file.given_at,
            response_id=self._taken[file.id],
        )


class FakeEntries:
    """The port Entries on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._entries = shelf.apart.entries

    def add(self, entry: Entry) -> None:
        self._entries.setdefault(entry.response_id, entry)

    def latest(self, slug: str, most: int) -> list[Entry]:
        found = [each for each in self._entries.values() if each.survey == slug]
        return sorted(found, key=lambda each: (-each.at.timestamp(), each.response_id))[:most]


class FakeApartUnit(FakeAdmissionUnit):
    """The port ApartUnit, and AdmissionUnit with what it keeps beside responses."""

    def __enter__(self) -> Self:
        super().__enter__()
        self.unfinished, self.files = FakeUnfinished(self._copy), FakeFiles(self._copy)
        self.entries = FakeEntries(self._copy)
        return self


class FakeApart(FakeAdmission):
    """A store with unfinished answers, files and entries; files that begin with `bad` can't be read."""

    def __init__(self) -> None:
        super().__init__()
        self.bits = 0

    def apart(self, *, files_at_once: int = 100, most_unsent: int = MEGABYTE) -> UnfinishedDesk:
        """A desk on this store: how many files of an address it takes at once, and bytes of those that wait unsent."""
        return UnfinishedDesk(
            open_unit=lambda: FakeApartUnit(self),
            open_reading=lambda: FakeApartUnit(self),
            clock=self.clock,
            codes=CODES,
            receipts=RECEIPTS,
            random_bits=self._next_bits,
            clean=clean,
            by_address=Allowance(files_at_once, timedelta(seconds=60)),
            most_unsent=most_unsent,
        )

    def gate(self, *, at_once: int = 1_000) -> Gate:
        opened = lambda: FakeApartUnit(self)  # noqa: E731  because it is handed on twice
        return replace(super().gate(at_once=at_once), open_unit=opened, open_reading=opened)

    def _next_bits(self, count: int) -> int:
        self.bits += 1
        return (self.bits * 0x9E3779B97F4A7C15) % (1 << count)


def clean(content: bytes, text_too: bool) -> CleanFile:
    """Clean a file as the real one does, as far as use cases can tell."""
    if content.startswith(b"bad"):
        raise UnreadableFile
    is_text = text_too and content.startswith(b"text")
    return CleanFile(b"clean " + content, "txt" if is_text else "jpg")
