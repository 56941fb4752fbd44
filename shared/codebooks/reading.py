"""Reads checked values out of a parsed codebook document, so that each error names the file, the place and the rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from shared.codebooks.errors import InvalidCodebook

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of the document, with the file it comes from and its place, e.g. `theme 'capability'`."""

    source: str
    place: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, source: str, place: str, value: object, keys: frozenset[str]) -> "Entry":
        """The mapping `value`; raises InvalidCodebook when it is none, or has keys other than `keys`."""
        if not isinstance(value, Mapping):
            raise InvalidCodebook(source, place, "must be a mapping of keys to values")
        entry = cls(source, place, cast("Mapping[str, object]", value))
        if unknown := sorted(str(key) for key in value if key not in keys):
            raise entry.broken(f"unknown key {unknown[0]!r}; known keys are {', '.join(sorted(keys))}")
        return entry

    def broken(self, rule: str) -> InvalidCodebook:
        """The error that says which rule is broken here."""
        return InvalidCodebook(self.source, self.place, rule)

    def named(self, kind: str) -> "Entry":
        """The same entry, placed by its kind and id."""
        return Entry(self.source, f"{kind} {self.id()!r}", self.values)

    def id(self) -> str:
        """The id: lower-case letters, digits and underscores, a letter first."""
        value = self.text("id")
        if not _ID.match(value):
            raise self.broken(f"id {value!r} must be lower-case letters, digits and underscores, a letter first")
        return value

    def text(self, key: str, *, default: str | None = None) -> str:
        """The text at `key`; without a default it must be there and not be blank."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.broken(f"{key} must be a text that is not empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at `key`, empty when it is left out."""
        return tuple(self._example(key, value) for value in self.items(key, required=False))

    def _example(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.broken(f"{key} must be texts that are not empty, but one is {value!r}")
        return value

    def items(self, key: str, *, required: bool) -> list[object]:
        """The list at `key`; when required it must hold something."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or (required and not value):
            raise self.broken(f"{key} must be a list with at least one entry" if required else f"{key} must be a list")
        return value

    def number(self, key: str) -> int:
        """The whole number of 1 or more at `key`."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.broken(f"{key} must be a whole number of 1 or more")
        return value

    def title(self) -> Mapping[str, str]:
        """The title by language; English must be there."""
        value = self.values.get("title")
        if not isinstance(value, Mapping) or "en" not in value:
            raise self.broken("title must give the English words under 'en' (and other languages beside it)")
        if not all(isinstance(words, str) and words.strip() for words in value.values()):
            raise self.broken("title must be texts that are not empty")
        return {str(language): str(words) for language, words in value.items()}
