"""A survey that is being written: the document of plain values that it is published from, kept while unfinished."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from services.intake.domain.draft_errors import DraftChanged

Part = Mapping[str, Any]
"""A piece of a survey's document: a question, or what the survey says of itself."""

_APART: Final = frozenset({"slug", "questions"})
_WORDS: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Which question somebody changes: its number when they saw it, from 1, and the fingerprint of what they saw."""

    number: int
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A survey's document as it was saved last; nothing in it has been judged.

    `based_on` is the version that was published when it was begun, 0 when there was none; `revision` counts the saves,
    0 while it is what was published and nobody has changed anything.
    """

    slug: str
    team_id: str
    document: Part
    based_on: int = 0
    revision: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the survey names, English when it names none."""
        named = self.document.get("languages")
        return tuple(str(each) for each in named) if isinstance(named, list) and named else ("en",)

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The questions' documents, in their order."""
        return [dict(each) for each in self.document.get("questions") or ()]

    @property
    def own(self) -> dict[str, Any]:
        """What the survey says of itself: everything but its slug and its questions."""
        return {name: value for name, value in self.document.items() if name not in _APART}

    def saved(self, by: str, at: datetime) -> "Draft":
        """The draft as it is kept once more."""
        return replace(self, revision=self.revision + 1, saved_by=by, saved_at=at)

    def with_own(self, part: Part) -> "Draft":
        """The draft with this said of itself instead."""
        apart = {name: self.document.get(name) for name in ("slug", "questions")}
        return replace(self, document={"slug": apart["slug"], **part, "questions": apart["questions"] or []})

    def with_questions(self, questions: Sequence[Part]) -> "Draft":
        """The draft with these questions instead."""
        return replace(self, document={**self.document, "questions": [dict(each) for each in questions]})

    def at(self, place: Place) -> int:
        """Where the question stands now that somebody saw, from 0. Raises DraftChanged when nothing is as they saw it.

        It may have moved meanwhile; a question that another one took the place of is not changed in its stead.
        """
        marks = [fingerprint(each) for each in self.questions]
        if marks[place.number - 1 : place.number] == [place.seen]:
            return place.number - 1
        if marks.count(place.seen) == 1:
            return marks.index(place.seen)
        raise DraftChanged(survey=self.slug)

    def with_key(self, key: str) -> int | None:
        """Where the question of this key stands, from 0; None when no question, or more than one, has it."""
        found = [number for number, each in enumerate(self.questions) if each.get("key") == key]
        return found[0] if len(found) == 1 else None


def fingerprint(part: object) -> str:
    """What tells whether a part is still as somebody saw it."""
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]


def question_key(text: str, taken: Collection[str]) -> str:
    """A key for a question that says this: `q_what_helped`; different from those that are taken."""
    return _free("_".join(["q", *_words(text, 30)]) if _words(text, 30) else "q_1", taken, "_")


def option_key(text: str, taken: Collection[str]) -> str:
    """A key for an option that says this: `more_time`."""
    return _free("_".join(_words(text, 40)) or "option", taken, "_")


def slug_for(title: str) -> str:
    """A slug for a survey of this title: `your-improvement-journey`; "" when no letter of it can stand in one."""
    return "-".join(_words(title, 44))


def _words(text: str, longest: int) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    words: list[str] = []
    for word in _WORDS.findall(letters.lower()):
        if words and len("_".join([*words, word])) > longest:
            break
        words.append(word[:longest])
    return words


def _free(wanted: str, taken: Collection[str], joint: str) -> str:
    number, found = 2, wanted
    while found in taken:
        found = f"{wanted}{joint}{number}"
        number += 1
    return found
