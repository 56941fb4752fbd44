"""XML as form tools write it: no entities, no document type, prefixes kept out of names."""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from services.intake.providers.unreadable import Unreadable

_DEEPEST: Final = 40
# Each takes a hundred times the memory of what it is written with.
_MOST_ELEMENTS: Final = 400_000


@dataclass(slots=True)
class Element:
    """An element: its name without prefix, its attributes, the text in it and its children."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is written in it, children aside."""
        return "".join(self.written).strip()

    def find(self, *path: str) -> "Element | None":
        """The first element at a path of names below this one."""
        found: Element | None = self
        for name in path:
            found = next((each for each in found.children if each.name == name), None) if found else None
        return found


class _Builder:
    def __init__(self) -> None:
        self.top = Element("")
        self._open = [self.top]
        self._number = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise Unreadable("too-deep")
        self._number += 1
        if self._number > _MOST_ELEMENTS:
            raise Unreadable("too-many-elements")
        element = Element(name.rpartition(":")[2], attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _: str) -> None:
        self._open.pop()

    def write(self, text: str) -> None:
        self._open[-1].written.append(text)

    def refuse(self, *_: object) -> None:
        raise Unreadable("document-type")


def read_xml(body: bytes | str) -> Element:
    """The outermost element. Raises Unreadable: empty-body, not-xml, document-type, too-deep or too-many-elements."""
    if not body.strip():
        raise Unreadable("empty-body")
    builder = _Builder()
    try:
        parser = expat.ParserCreate("utf-8" if isinstance(body, str) else None)
        parser.StartDoctypeDeclHandler = builder.refuse
        parser.StartElementHandler = builder.begin
        parser.EndElementHandler = builder.end
        parser.CharacterDataHandler = builder.write
        parser.Parse(body.encode() if isinstance(body, str) else body, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Unreadable("not-xml") from None
    return builder.top.children[0]
