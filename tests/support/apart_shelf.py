"""What the fakes of unfinished answers, files and entries keep, beside the rest of a shelf."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Self

from services.intake.domain.answer_files import AnswerFile, id_in
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

    def forget(self, response_id: str, texts: Collection[str]) -> None:
        """Take away the files of a withdrawn response, and those that copies named (by their texts) which waited."""
        for id_ in {id_in(text) for text in texts} & (self.files.keys() - self.taken.keys()):
            del self.files[id_]
        for id_ in [id_ for id_, of in self.taken.items() if of == response_id]:
            del self.files[id_], self.taken[id_]
