"""What the exchange format has no place for stands in a code's description, to be read by people and by us.

A description is a line for each thing that is said, such as `Include (cy): Amser wedi'i neilltuo` or
`Example (en): no time to step back`. What does not fit on one line as it is (line breaks, blanks at its ends) is
written as a JSON text. Lines that somebody added by hand are kept as remarks.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.codebooks.codebook import Words

_LINE = re.compile(r"(Kind|Id|Version|Title|Definition|Include|Exclude|Example)(?: \(([A-Za-z0-9-]+)\))?:(?: (.*))?\Z")
_NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Description:
    """The labelled lines of a description, by label and language ("" where the label has none), in their order."""

    lines: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> "Description":
        """What a description says; a foreign one is nothing but remarks."""
        found = cls()
        for line in re.split(r"\r\n|\r|\n", text):
            labelled = _LINE.match(line.strip())
            if labelled:
                found.lines.append((labelled[1], labelled[2] or "", _read_value(labelled[3] or "")))
            elif line.strip():
                found.remarks.append(line.strip())
        if found.one("Kind") and found.one("Id"):
            return found
        return cls(remarks=[text.strip()] if text.strip() else [])

    def add(self, label: str, value: str) -> None:
        """Say one thing that is the same in all languages."""
        self.lines.append((label, "", value))

    def add_words(self, label: str, words: Words) -> None:
        """Say one thing in each of its languages."""
        self.lines.extend((label, language, value) for language, value in words.items())

    def one(self, label: str) -> str:
        """What is said once, or nothing."""
        return next((value for found, _, value in self.lines if found == label), "")

    def words(self, label: str) -> dict[str, str]:
        """What is said by language; the last line of a language counts."""
        return {language: value for found, language, value in self.lines if found == label and language}

    def phrases(self, label: str) -> Mapping[str, tuple[str, ...]]:
        """Everything that is said with this label, by language."""
        said: dict[str, tuple[str, ...]] = {}
        for found, language, value in self.lines:
            if found == label and language:
                said[language] = (*said.get(language, ()), value)
        return said

    def text(self) -> str:
        """The lines as they are written into a file."""
        return "\n".join(map(_written, self.lines))


def plain_name(words: str) -> str:
    """A title as a name on one line, without what XML cannot hold; it may be empty."""
    return " ".join(_NOT_XML.sub("", words).split())


def _written(line: tuple[str, str, str]) -> str:
    label, language, value = line
    plain = value and value == value.strip() and not value.startswith('"') and not _NOT_PLAIN.search(value)
    return f"{label}{f' ({language})' if language else ''}: {value if plain else json.dumps(value)}"


def _read_value(value: str) -> str:
    if value.startswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value
    return value
