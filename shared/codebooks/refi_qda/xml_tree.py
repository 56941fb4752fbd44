"""Reads XML from strangers: no document type, no entities, bounded in size and depth, each element with its line."""

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from shared.codebooks.errors import InvalidCodebook

_LARGEST = 5_000_000  # bytes; a codebook of a thousand codes has a tenth of it
_DEEPEST = 50  # elements within each other


@dataclass(slots=True)
class Element:
    """One element: its name (namespace, a blank, local name), where it stands, and what is in it."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> "list[Element]":
        """The children of that name."""
        return [child for child in self.children if child.name == name]


def read_tree(path: Path) -> Element:
    """The root element of an XML file; raises InvalidCodebook naming file, line and rule."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidCodebook(str(path), "file", f"cannot be read: {error}") from error
    if len(content) > _LARGEST:
        raise InvalidCodebook(str(path), "file", f"must not be larger than {_LARGEST:,} bytes")
    return _Reading(path.name).root_of(content)


class _Reading:
    def __init__(self, source: str) -> None:
        self._source = source
        self._open: list[Element] = []
        self._top = Element("", {}, 0)
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._text
        self._parser.EndElementHandler = self._end

    def root_of(self, content: bytes) -> Element:
        self._open = [self._top]
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise self._broken(f"is not well-formed XML: {expat.ErrorString(error.code)}", error.lineno) from error
        except (LookupError, ValueError) as error:  # an encoding that Python or expat does not read
            raise self._broken(f"cannot be decoded: {error}", 1) from error
        return self._top.children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise self._broken(f"must not be nested more than {_DEEPEST} elements deep")
        element = Element(name, attributes, self._parser.CurrentLineNumber)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _text(self, text: str) -> None:
        self._open[-1].text += text

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _refuse_document_type(self, *_declared: object) -> None:
        raise self._broken("must not declare a document type (DTD)")

    def _broken(self, rule: str, line: int | None = None) -> InvalidCodebook:
        return InvalidCodebook(self._source, "file", rule, line=line or self._parser.CurrentLineNumber)
