"""Answers of XForms, the forms of KoboToolbox and ODK: groups and repeats become paths such as visit/person[2]/age."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from services.intake.providers.answer_texts import as_text
from services.intake.providers.json_reading import Json
from services.intake.providers.xml_reading import Element

BETWEEN: Final = "/"
# What the device notes by itself, by the names that form builders give it.
_NOTED: Final = frozenset(
    "start end today deviceid subscriberid simid simserial imei audit instanceID username phonenumber".split()
)
_BOOKKEEPING: Final = frozenset({"meta", "orx:meta", "formhub"})
_NUMBER: Final = re.compile(r"\[\d+\]")


def without_prefix(submission_id: str) -> str:
    """An instance id without "uuid:"."""
    return submission_id.strip().removeprefix("uuid:")


def is_answer(path: str) -> bool:
    """Whether somebody answered what stands at a path, and no device or server noted it by itself."""
    first = path.partition(BETWEEN)[0]
    return not (path in _NOTED or first in _BOOKKEEPING or first.startswith("_") or "@odata." in path)


def from_json(told: dict[str, Json], path: str = "") -> Iterator[tuple[str, str, str]]:
    """The answers of an object; the members of a repeat may hold their full path again."""
    for key, value in told.items():
        name = key.removeprefix(_NUMBER.sub("", path) + BETWEEN) if path else key
        inner = f"{path}{BETWEEN}{name}" if path else name
        if is_answer(inner):
            yield from _at(value, inner)


def _at(value: Json, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, dict):
        if value.get("type") == "Point" or "coordinates" in value:
            yield path, "", as_text(value.get("coordinates"))
        else:
            yield from from_json(value, path)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for number, each in enumerate(value, 1):
            yield from _at(each, f"{path}[{number}]")
    else:
        yield path, "", as_text(value)


def from_xml(element: Element, path: str = "") -> Iterator[tuple[str, str, str]]:
    """The answers below an element; elements of one name beside each other are the turns of a repeat."""
    turns = Counter(child.name for child in element.children)
    seen: Counter[str] = Counter()
    for child in element.children:
        seen[child.name] += 1
        name = f"{child.name}[{seen[child.name]}]" if turns[child.name] > 1 else child.name
        inner = f"{path}{BETWEEN}{name}" if path else name
        if not is_answer(_NUMBER.sub("", inner)):
            continue
        if child.children:
            yield from from_xml(child, inner)
        else:
            yield inner, "", child.text
