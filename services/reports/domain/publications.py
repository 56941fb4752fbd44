"""A publication is frozen: one document with a schema version, from which every page and file is made."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from services.reports.domain.decisions import AnswerAt
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey

SCHEMA: Final = 1
FIRST: Final = "first"
CORRECTION: Final = "correction"
WITHDRAWAL: Final = "withdrawal"
REASONS: Final = (CORRECTION, WITHDRAWAL)
"""Why there is a further number."""

TOMBSTONE: Final = {
    "en": "A quote that stood here was withdrawn by the person who wrote it.",
    "cy": "Tynnwyd dyfyniad a oedd yma yn ôl gan y sawl a'i hysgrifennodd.",
}

LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 5_000

Text = Mapping[str, str]
Document = Mapping[str, Any]


class Chosen(NamedTuple):
    """An answer that is to be quoted under a code."""

    at: AnswerAt
    code: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the team wants to stand in the next number: texts by language, parts by key.

    `questions` None are all of them; `title` is the survey's where it is empty.
    """

    title: Text = field(default_factory=dict)
    introduction: Text = field(default_factory=dict)
    method: Text = field(default_factory=dict)
    note: Text = field(default_factory=dict)
    reason: str = CORRECTION
    questions: tuple[str, ...] | None = None
    splits: tuple[str, ...] = ()
    quotes: tuple[Chosen, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved what: the document as they saw it, and whose answers its quotes are, by the quotes' ids."""

    by: Person
    at: datetime
    document: Document
    links: Mapping[str, AnswerAt]


@dataclass(frozen=True, slots=True)
class Draft:
    """The next number while it is written; `version` counts its changes, each of which makes an approval void."""

    key: SurveyKey
    choices: Choices = Choices()
    version: int = 0
    changed_by: Person | None = None
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A number of a survey; only the withdrawal of a quote changes `document`, and `changed_at` with it."""

    key: SurveyKey
    number: int
    document: Document
    published_at: datetime
    published_by: Person
    approved_by: Person
    changed_at: datetime

    @property
    def path(self) -> str:
        """Where it stands."""
        return path_of(self.key.slug, self.number)

    @property
    def digest(self) -> str:
        """What changes whenever the document does: derived files are kept by it."""
        return digest_of_document(self.document)


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication as lists tell it: what it is called, and why there is a further number."""

    key: SurveyKey
    number: int
    title: Text
    note: Text
    reason: str
    responses: int
    published_at: datetime
    changed_at: datetime

    @property
    def path(self) -> str:
        """Where it stands."""
        return path_of(self.key.slug, self.number)


@dataclass(frozen=True, slots=True)
class Rules:
    """What an owner decided about publishing a survey: `second_person` has to approve what another one wrote."""

    second_person: bool = False


def path_of(slug: str, number: int) -> str:
    """The address of a publication on this site."""
    return f"/p/{slug}/{number}"


def numbered(document: Document, number: int, at: datetime) -> Document:
    """The document as it is published; the first number needs no reason and no note."""
    told = {} if number > 1 else {"reason": FIRST, "note": {}}
    return {**document, **told, "number": number, "published_at": at.isoformat()}


def with_tombstones(document: Document, quotes: Collection[str], at: datetime) -> Document:
    """The document without the words of these quotes: that a quote stood there remains, and when it went."""
    kept = [
        {**_bare(quote), "withdrawn_at": at.isoformat()} if quote["id"] in quotes else quote
        for quote in document["quotes"]
    ]
    return {**document, "quotes": kept}


def digest_of_document(document: Document) -> str:
    """The same for the same content, whatever order a database keeps it in."""
    written = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _bare(quote: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: quote[name] for name in ("id", "code", "question")}
    return {**kept, "text": None, "language": "", "withdrawn": True, "tombstone": TOMBSTONE}
