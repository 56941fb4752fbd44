"""The fields that hold rows: a question's options, a survey's quotas, and the answers on which a question hangs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from services.intake.domain.drafts import Part, option_key
from services.intake.entrypoints.draft_fields import (
    Posted,
    Texts,
    first,
    is_number,
    put_or_drop,
    said_and_state,
    wording_put,
    wording_shown,
)

QUOTA_PARTS: Final = ("attribute", "value", "most")


@dataclass(frozen=True, slots=True)
class OptionsField:
    """A question's options, a row for each; a key that is left empty is made from the text.

    `own_words` and `permits` say what an option of this type can do; `fixed` are keys that were published.
    """

    languages: Sequence[str]
    own_words: bool = False
    permits: Sequence[str] = ()
    fixed: frozenset[str] = frozenset()
    name: str = "options"
    widget: ClassVar[str] = "options"
    one_line: ClassVar[bool] = True
    anchor: ClassVar[str] = "option-add"

    def rows(self, part: Part) -> list[Part]:
        """The options; one that is a mere key as a mapping, too."""
        return [each if isinstance(each, Mapping) else {"key": _key(each)} for each in part.get(self.name) or ()]

    def shown(self, part: Part) -> Texts:
        """The controls of each row."""
        rows = self.rows(part)
        shown: Texts = {}
        for number, row in enumerate(rows, 1):
            shown[f"option-{number}-key"] = [_key(row.get("key", ""))]
            shown |= wording_shown(f"option-{number}-text", row.get("text"), self.languages)
            shown[f"option-{number}-other"] = ["yes"] if row.get("other") else []
            shown[f"option-{number}-permits"] = _permits(row)
        return shown

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """The rows as they were typed, as many as there were."""
        rows = self.rows(part)
        taken = {_key(row.get("key", "")) for row in rows}
        made = [self._row(number, row, posted, taken) for number, row in enumerate(rows, 1)]
        put_or_drop(part, self.name, made)

    def _row(self, number: int, row: Part, posted: Posted, taken: set[str]) -> dict[str, Any]:
        made = dict(row)
        put_or_drop(made, "text", wording_put(f"option-{number}-text", row.get("text"), self.languages, posted))
        put_or_drop(made, "other", bool(posted[f"option-{number}-other"]))
        if posted[f"option-{number}-permits"] != _permits(row):
            put_or_drop(made, "permits", list(posted[f"option-{number}-permits"]))
        key = _key(row.get("key", ""))
        if key not in self.fixed and (given := first(posted, f"option-{number}-key").strip()) != key:
            made["key"] = given
        if not made.get("key"):
            said = [said_and_state(text)[0] for text in dict(made.get("text") or {}).values()]
            made["key"] = option_key(said[0], taken) if said else ""
            taken.add(made["key"])
        return made


@dataclass(frozen=True, slots=True)
class QuotasField:
    """At most so many responses with this value of an attribute, a row for each and an empty one."""

    name: str = "quotas"
    widget: ClassVar[str] = "quotas"
    one_line: ClassVar[bool] = True
    anchor: ClassVar[str] = "quota-1-attribute"

    def rows(self, part: Part) -> list[Part]:
        """The quotas, and an empty row."""
        found = part.get(self.name)
        return [*(each for each in found if isinstance(each, Mapping)), {}] if isinstance(found, list) else [{}]

    def shown(self, part: Part) -> Texts:
        """The controls of each row."""
        return {
            f"quota-{number}-{name}": [str(row.get(name, ""))]
            for number, row in enumerate(self.rows(part), 1)
            for name in QUOTA_PARTS
        }

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """The rows in which anything is typed."""
        rows = [
            {name: first(posted, f"quota-{number}-{name}").strip() for name in QUOTA_PARTS}
            for number, _ in enumerate(self.rows(part), 1)
        ]
        counted = [row | {"most": int(row["most"])} if is_number(row["most"]) else row for row in rows]
        put_or_drop(part, self.name, [row for row in counted if any(row.values())])


@dataclass(frozen=True, slots=True)
class AfterField:
    """The answers to an earlier question after which this one is asked; `choices` are what can be chosen there."""

    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    name: str = "show_when"
    widget: ClassVar[str] = "after"
    one_line: ClassVar[bool] = True
    anchor: ClassVar[str] = "after"

    def shown(self, part: Part) -> Texts:
        """The earlier question, and its answers each behind it."""
        after = part.get(self.name)
        if not isinstance(after, Mapping):
            return {"after": [""], "after-is": []}
        question = str(after.get("question", ""))
        return {"after": [question], "after-is": [f"{question}/{key}" for key in self.values(part)]}

    def values(self, part: Part) -> list[str]:
        """The answers, in the order in which a page draws them."""
        after = part.get(self.name)
        if not isinstance(after, Mapping):
            return []
        wanted = after.get("is", [])
        named = [_key(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
        drawn = list(self.choices.get(str(after.get("question", "")), ()))
        return [key for key in drawn if key in named] + [key for key in dict.fromkeys(named) if key not in drawn]

    def put(self, part: dict[str, Any], posted: Posted) -> None:
        """The question with those of the ticked answers that are its own."""
        question = first(posted, "after")
        answers = [each.partition("/")[2] for each in posted["after-is"] if each.partition("/")[0] == question]
        put_or_drop(part, self.name, {"question": question, "is": answers} if question else None)


def _permits(row: Part) -> list[str]:
    given = row.get("permits") or []
    return [str(each) for each in (given if isinstance(given, list) else [given])]


def _key(value: object) -> str:
    """An option's key as YAML gives it: `yes` and `no` may have been read as true and false."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
