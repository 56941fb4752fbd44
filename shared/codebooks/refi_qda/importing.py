"""Reads a REFI-QDA codebook (.qdc), our own or one of another program, into a codebook of themes and codes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import codebook_from
from shared.codebooks.located import LocatedList, LocatedMapping
from shared.codebooks.refi_qda.description import Description, plain_name
from shared.codebooks.refi_qda.items import Item, codes_of, sets_of
from shared.codebooks.refi_qda.naming import Ids, id_from
from shared.codebooks.refi_qda.xml_tree import read_tree


def load_qdc(path: Path) -> Codebook:
    """The codebook in a .qdc file; raises InvalidCodebook naming file, line and rule.

    A file that adborth wrote gives the codebook it was written from. In a file of another program, top-level codes
    with others below them become themes and everything below that can be given becomes a code ("Staffing / Agency"
    where it lay deeper); a top level that can be given itself gets a code "… (in general)". Codes that stand alone are
    gathered by the first set that names them. Ids are made from names, descriptions become rules; colours are dropped.
    """
    root = read_tree(path)
    codes, sets = codes_of(root, path.name), sets_of(root, path.name)
    return codebook_from(_Document(path.stem, codes, sets).values(root.line), source=path.name)


_UNGROUPED = Item("Codes", 0, Description([("Title", "cy", "Codau")]))


class _Document:
    """The document that a codebook file would hold, with the lines of the .qdc file."""

    def __init__(self, stem: str, codes: list[Item], sets: list[Item]) -> None:
        self._codes = codes
        self._groups = [each for each in sets if each.kind != "codebook" and each.members]
        self._book = next((each for each in sets if each.kind == "codebook"), None)
        self._stem = stem
        self._ids = Ids(item.told.one("Id") for item in _with_all_below(codes))

    def values(self, line: int) -> LocatedMapping:
        values: dict[str, Any] = {"id": id_from(self._stem, "codebook"), "version": 1, "title": self._stem}
        if self._book:
            said, line = self._book.told, self._book.line
            version = said.one("Version")
            values = {"id": said.one("Id"), "version": int(version) if re.fullmatch("[0-9]{1,9}", version) else version}
            values["title"] = _title(self._book, self._book.name)
        facets = [facet for item in self._codes if item.kind == "facets" for facet in item.children]
        values["themes"] = _located([self._theme(item) for item in self._themes()])
        values["facets"] = _located([self._facet(item) for item in facets])
        return _mapping(values, line)

    def _themes(self) -> Iterator[Item]:
        loose = [item for item in self._codes if not item.children and item.codable and item.kind != "theme"]
        yield from (item for item in self._codes if item.children and item.kind != "facets")
        for group in [*self._groups, _UNGROUPED]:
            members = [item for item in loose if not group.members or item.guid in group.members]
            loose = [item for item in loose if item not in members]
            if members:
                yield Item(group.name, group.line or members[0].line, group.told, children=members)

    def _theme(self, item: Item) -> LocatedMapping:
        values = self._named(item, item.name, "theme")
        values["definition"] = _words(item, "Definition")
        itself = (
            [self._code(item, f"{item.name} (in general)", own=False)] if item.codable and item.kind != "theme" else []
        )
        below = [self._code(code, title) for code, title in _codes_below(item, "")]
        return _mapping({**values, "codes": _located([*itself, *below])}, item.line)

    def _code(self, item: Item, title: str, *, own: bool = True) -> LocatedMapping:
        values = self._named(item, title, "code") if own else {"id": self._ids.take("", title, "code"), "title": title}
        values |= {"include": _words(item, "Include"), "exclude": item.told.words("Exclude")}
        return _mapping({**values, "examples": item.told.phrases("Example")}, item.line)

    def _facet(self, item: Item) -> LocatedMapping:
        values = self._named(item, item.name, "facet")
        return _mapping({**values, "definition": _words(item, "Definition")}, item.line)

    def _named(self, item: Item, title: str, kind: str) -> dict[str, Any]:
        return {"id": self._ids.take(item.told.one("Id"), item.name, kind), "title": _title(item, title)}


def _codes_below(item: Item, within: str) -> Iterator[tuple[Item, str]]:
    """Every code below that can be given, with a title that says what it lay within, below the theme."""
    for child in item.children:
        title = f"{within} / {child.name}" if within else child.name
        if child.codable:
            yield child, title
        yield from _codes_below(child, title)


def _with_all_below(items: list[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _with_all_below(item.children)


def _title(item: Item, name: str) -> dict[str, str]:
    """The titles said; the English is the name, which people change in other programs, unless it stands for more."""
    said = item.told.words("Title")
    exact = said.pop("en", name)
    return {"en": exact if plain_name(exact) in {name, ""} else name, **said}


def _words(item: Item, label: str) -> dict[str, str]:
    """What a rule says, with remarks added; the name, where nothing is said."""
    said = item.told.words(label)
    english = "\n".join([*([said["en"]] if "en" in said else []), *item.told.remarks])
    return {**said, "en": english or item.name}


def _mapping(values: dict[str, Any], line: int) -> LocatedMapping:
    return LocatedMapping(dict(values), line, {})


def _located(items: list[LocatedMapping]) -> LocatedList:
    return LocatedList(items, [item.line for item in items])
