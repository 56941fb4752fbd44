"""A codebook as a team works on it: who made which version and why, and the draft of the next."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shared.codebooks.codebook import Code, Codebook, Theme


class CodebookKey(NamedTuple):
    """Whose codebook, and which."""

    team_id: str
    codebook: str


class Author(NamedTuple):
    """Who did something; `id` is empty where it was adborth itself."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version with who made it, when and why; those that came with adborth have no author, time or reason."""

    key: CodebookKey
    version: int
    author: Author | None = None
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What will be the next version, shared by the team: begun on version `base` (0: a new codebook).

    `edition` rises with every change, so that two people at once are noticed.
    """

    key: CodebookKey
    base: int
    edition: int
    book: Codebook
    author: Author
    at: datetime

    @property
    def seen(self) -> str:
        """What a page posts to say which state it showed."""
        return f"{self.base}.{self.edition}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw before they changed it: the whole draft, or only one code or theme by its fingerprint."""

    whole: str = ""
    part: str = ""
    fingerprint: str = ""

    def still_holds(self, draft: Draft) -> bool:
        """Whether nobody changed it meanwhile."""
        if not self.part:
            return self.whole == draft.seen
        part = part_of(draft.book, self.part)
        return part is not None and fingerprint(part) == self.fingerprint


def part_of(book: Codebook, id_: str) -> Code | Theme | None:
    """The code or theme of this id, also a code that is gone."""
    parts: list[Code | Theme] = [*book.themes, *(code for theme in book.themes for code in theme.codes)]
    return next((part for part in parts if part.id == id_), None)


def code_of(book: Codebook, id_: str) -> Code | None:
    """The code of this id, also one that is gone."""
    found = part_of(book, id_)
    return found if isinstance(found, Code) else None


def fingerprint(part: Code | Theme) -> str:
    """What tells one state of a code, or of a theme without its codes, from another."""
    said = part if isinstance(part, Code) else (part.id, part.title, part.definition)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
