"""The fields by which a page shows a piece of a survey's document and takes what was typed there, kind by kind.

A field that comes back as it was drawn leaves the document alone, whatever stands there; what was typed is kept as it
is where it can't be read, so that it stands in the field again and is named among the problems.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from services.intake.domain.drafts import Part
from services.intake.domain.wording import Translation
from services.intake.entrypoints.london_time import from_london, in_london

Texts = dict[str, list[str]]
"""What is posted or drawn: texts by the names of controls; none for a box that is not ticked."""
Posted = Mapping[str, Sequence[str]]


class Field(Protocol):
    """One piece of the document, known by its `name` there, and how a page draws it (`widget`)."""

    @property
    def name(self) -> str:
        """The key in the document."""
        ...

    @property
    def widget(self) -> str:
        """What a page draws."""
        ...

    @property
    def one_line(self) -> bool:
        """Whether its controls can't hold line ends."""
        ...

    @property
    def anchor(self) -> str:
        """The id of its first control."""
        ...

    def shown(self, part: Part) -> Texts:
        """The texts of its controls, each control named."""
        ...

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """Note what was typed."""
        ...


def merged(fields: Iterable[Field], part: Part, posted: Posted) -> dict[str, Any]:
    """The piece with what was posted in these fields."""
    made = dict(part)
    for field in fields:
        drawn = field.shown(part)
        same = _as_browsers_send(field.one_line)
        given = {name: [_plain(text) for text in posted.get(name, ())] for name in drawn}
        if given != {name: [same(text) for text in texts] for name, texts in drawn.items()}:
            field.put(made, given)
    return made


def put_or_drop(part: dict[str, Any], name: str, value: Any) -> None:
    """Set a key, or take it out where there is nothing to say."""
    if value in ("", {}, [], None, False):
        part.pop(name, None)
    else:
        part[name] = value


@dataclass(frozen=True, slots=True)
class LineField:
    """A text of one line, or one of a few."""

    name: str
    widget: str = "line"
    one_line: ClassVar[bool] = True

    @property
    def anchor(self) -> str:
        """The id of its control."""
        return self.name

    def shown(self, part: Part) -> Texts:
        """The text; anything else as it is written."""
        value = part.get(self.name)
        return {self.name: ["" if value is None else str(value)]}

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """The text, without what stands around it."""
        put_or_drop(part, self.name, first(posted, self.name).strip())


class NumberField(LineField):
    """A whole number."""

    __slots__ = ()

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """The number, or what was typed instead; 0 is a number where a scale begins."""
        told = first(posted, self.name).strip()
        if is_number(told):
            part[self.name] = int(told)
        else:
            put_or_drop(part, self.name, told)


class CheckField(LineField):
    """Yes or no."""

    __slots__ = ()

    def shown(self, part: Part) -> Texts:
        """Ticked or not."""
        return {self.name: ["yes"] if part.get(self.name) else []}

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """True, or nothing."""
        put_or_drop(part, self.name, bool(posted[self.name]))


class ListField(LineField):
    """A few short texts, set apart by commas."""

    __slots__ = ()

    def shown(self, part: Part) -> Texts:
        """The texts after each other."""
        value = part.get(self.name)
        return {self.name: [", ".join(map(str, value)) if isinstance(value, list) else str(value or "")]}

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """The texts one by one."""
        told = first(posted, self.name).replace(",", " ").split()
        put_or_drop(part, self.name, told)


class TimeField(LineField):
    """A moment, as clocks in London show it."""

    __slots__ = ()

    def shown(self, part: Part) -> Texts:
        """Day and time; what is none as it is written."""
        value = part.get(self.name)
        return {self.name: ["" if value is None else in_london(str(value))]}

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """The moment in UTC, or what was typed instead."""
        put_or_drop(part, self.name, from_london(first(posted, self.name).strip()))


@dataclass(frozen=True, slots=True)
class WordingField:
    """A text in each language, with its state where it is no original."""

    name: str
    languages: Sequence[str]
    rows: int = 2
    widget: ClassVar[str] = "wording"
    one_line: ClassVar[bool] = False

    @property
    def anchor(self) -> str:
        """The id of the first language's control."""
        return self.control(self.languages[0])

    def control(self, language: str) -> str:
        """The name of a language's control."""
        return f"{self.name}-{language}"

    def shown(self, part: Part) -> Texts:
        """Text and state by language."""
        return wording_shown(self.name, part.get(self.name), self.languages)

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """What is said in these languages; what is said in others stays."""
        put_or_drop(part, self.name, wording_put(self.name, part.get(self.name), self.languages, posted))


def wording_shown(name: str, wording: object, languages: Sequence[str]) -> Texts:
    """The controls of a wording. The first language's text is taken for an original unless it says otherwise."""
    said = wording if isinstance(wording, Mapping) else {}
    shown: Texts = {}
    for language in languages:
        text, state = said_and_state(said.get(language))
        shown[f"{name}-{language}"] = [text]
        if language != languages[0] or state != Translation.TRANSLATED:
            shown[f"{name}-{language}-state"] = [state]
    return shown


def wording_put(name: str, wording: object, languages: Sequence[str], posted: Posted) -> dict[str, Any]:
    """The wording that was posted."""
    before = dict(wording) if isinstance(wording, Mapping) else {}
    said = {language: _said(f"{name}-{language}", posted) for language in languages}
    others = {language: text for language, text in before.items() if language not in said}
    return {language: text for language, text in said.items() if text} | others


def said_and_state(said: object) -> tuple[str, str]:
    """A text in one language and its state, translated where none is told or nothing is said."""
    if not isinstance(said, Mapping):
        return str(said or ""), Translation.TRANSLATED.value
    text = str(said.get("text") or "")
    return text, str(said.get("state") or "") if text else Translation.TRANSLATED.value


def first(posted: Posted, name: str) -> str:
    """The text of a control; "" when it was not posted."""
    return next(iter(posted.get(name, ())), "")


def is_number(text: str) -> bool:
    """Whether this is a whole number that is not out of all measure."""
    return text.isascii() and text.isdecimal() and len(text) < 9


def _said(control: str, posted: Posted) -> Any:
    text, state = first(posted, control).strip(), first(posted, f"{control}-state")
    if state in ("", Translation.TRANSLATED) or not text:
        return text
    return {"text": text, "state": state}


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_browsers_send(one_line: bool) -> Callable[[str], str]:
    return (lambda text: _plain(text).replace("\n", "")) if one_line else _plain
