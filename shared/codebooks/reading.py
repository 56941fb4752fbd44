"""Reads checked values out of a parsed codebook, so that each error names the file, line, place and rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from shared.codebooks.codebook import Words
from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.located import LocatedList, LocatedMapping

_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*\Z")


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
            raise entry.broken(f"unknown key {unknown[0]!r}; known keys are {', '.join(sorted(keys))}", unknown[0])
        return entry

    def broken(self, rule: str, key: str = "") -> InvalidCodebook:
        """The error that says which rule is broken here, on the line of `key`, or else of the whole entry."""
        return InvalidCodebook(self.source, self.place, rule, line=self.line(key), key=key)

    def line(self, key: str = "") -> int:
        """The line of `key`, or else of the whole entry; 0 when the document came without lines."""
        return self.values.lines.get(key, self.values.line) if isinstance(self.values, LocatedMapping) else 0

    def named(self, kind: str) -> "Entry":
        """The same entry, placed by its kind and id."""
        return replace(self, place=f"{kind} {self.id()!r}")

    def id(self) -> str:
        """The id: lower-case letters, digits and underscores, a letter first."""
        value = self.values.get("id")
        if not isinstance(value, str) or not _ID.match(value):
            raise self.broken(f"id {value!r} must be lower-case letters, digits and underscores, a letter first", "id")
        return value

    def number(self, key: str) -> int:
        """The whole number of 1 or more at `key`."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.broken(f"{key} must be a whole number of 1 or more", key)
        return value

    def name(self, key: str) -> str:
        """The id of another entry at `key`, nothing when it is left out."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.broken(f"{key} must be the id of a code", key)
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """The ids of other entries in the list at `key`, nothing when it is left out."""
        return self._texts(key, self.values.get(key, ()))

    def flag(self, key: str) -> bool:
        """Whether `key` is there and true."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.broken(f"{key} must be true or false", key)
        return value

    def words(self, key: str, *, default: Words | None = None) -> Words:
        """The words at `key` by language; a plain text is English. Without a default they must be there."""
        value = self.values.get(key)
        if default is not None and (value is None or value in ("", {})):
            return default
        by_language = {"en": value} if isinstance(value, str) else value
        if not isinstance(by_language, Mapping) or "en" not in by_language:
            raise self.broken(f"{key} must be a text, or give the English words under 'en' (others beside it)", key)
        for words in by_language.values():
            if not isinstance(words, str) or not words.strip():
                raise self.broken(f"{key} must be a text that is not empty, in each language", key)
        return {self._language(key, language): str(words) for language, words in by_language.items()}

    def phrases(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """The texts at `key` by language, nothing when it is left out; a plain list is English."""
        value = self.values.get(key, {})
        by_language = {"en": value} if isinstance(value, list) and value else value or {}
        if not isinstance(by_language, Mapping):
            raise self.broken(f"{key} must be a list of texts, or such lists by language", key)
        given = {self._language(key, language): self._texts(key, texts) for language, texts in by_language.items()}
        return {language: texts for language, texts in given.items() if texts}

    def entries(self, key: str, kind: str, keys: frozenset[str], *, required: bool) -> "list[Entry]":
        """The mappings in the list at `key`, each placed by `kind` and its id; when required there must be one."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or (required and not values):
            wanted = "a list with at least one entry" if required else "a list"
            raise self.broken(f"{key} must be {wanted}", key)
        lines = values.lines if isinstance(values, LocatedList) else [0] * len(values)
        return [self._entry(kind, value, keys, line) for value, line in zip(values, lines, strict=True)]

    def _entry(self, kind: str, value: object, keys: frozenset[str], line: int) -> "Entry":
        if not isinstance(value, Mapping):
            raise InvalidCodebook(self.source, kind, "must be a mapping of keys to values", line=line)
        return Entry.of(self.source, kind, value, keys).named(kind)

    def _texts(self, key: str, values: object) -> tuple[str, ...]:
        if not isinstance(values, list | tuple):
            raise self.broken(f"{key} must be a list of texts, or such lists by language", key)
        lines = values.lines if isinstance(values, LocatedList) else [self.line(key)] * len(values)
        for value, line in zip(values, lines, strict=True):
            if not isinstance(value, str) or not value.strip():
                rule = f"{key} must be texts that are not empty, but one is {value!r}"
                raise InvalidCodebook(self.source, self.place, rule, line=line, key=key)
        return tuple(values)

    def _language(self, key: str, language: object) -> str:
        if not isinstance(language, str) or not _LANGUAGE.match(language):
            raise self.broken(f"{key} names the language {language!r}; it must be a code such as 'en' or 'cy'", key)
        return language
