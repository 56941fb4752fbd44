"""What the fakes of unfinished answers, files and entries keep, beside the rest of a shelf."""

from dataclasses import dataclass, field
from typing import Self

from services.intake.domain.answer_files import AnswerFile
from services.intake.domain.entries import Entry
from services.intake.domain.unfinished import Unfinished


@dataclass
class ApartShelf:
    """What is kept beside responses, by keys; `taken` tells which response has which file."""

    saved: dict[str, Unfinished] = field(default_factory=dict)
    files: dict[str, AnswerFile] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    def __copy__(self) -> Self:
        return type(self)(*(dict(kept) for kept in vars(self).values()))

    def forget(self, response_id: str) -> None:
        """Take away the files of a withdrawn response."""
        for id_ in [id_ for id_, of in self.taken.items() if of == response_id]:
            del self.files[id_], self.taken[id_]
