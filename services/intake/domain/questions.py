"""One question of a survey, with the rules that its wording and its settings must keep."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from services.intake.domain.errors import Fault, InvalidSurvey
from services.intake.domain.invitations import INVITATION, INVITE
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.question_types.file_answer import USUAL_MEGABYTES
from services.intake.domain.question_types.question_type import Control, Option, QuestionType
from services.intake.domain.show_when import ShowWhen
from services.intake.domain.signs import STAMP, TRAP
from services.intake.domain.unfinished import RESUME, SAVE
from services.intake.domain.wording import NOTHING_SAID, Wording

KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")

# Names that the form, the API and the import give a meaning of their own.
RESERVED: Final = frozenset(
    {"id", "language", "received_at", "filled_at", "version", "channel", "change_language", "lang", "card", "kiosk"}
    | {SAVE, RESUME}
    | {TRAP, STAMP, INVITE, INVITATION}
)
# Names that addresses give a meaning, so that only a hidden question can take their value.
OF_ADDRESSES: Final = frozenset({"source"})
_LONGEST: Final = 10_000

# Settings that only some types take: the name that documents use, and the value that stands for "not set".
SETTINGS: Final[dict[str, tuple[str, Any]]] = {
    "codebook": ("codebook", None),
    "longest": ("max_length", 0),
    "least": ("least_choices", 0),
    "most": ("most_choices", 0),
    "options": ("options", ()),
    "lowest": ("from", None),
    "highest": ("to", None),
    "lowest_label": ("from_label", NOTHING_SAID),
    "highest_label": ("to_label", NOTHING_SAID),
    "attribute": ("attribute", False),
    "megabytes": ("max_megabytes", 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question by its key; raises InvalidSurvey naming the question and the rule.

    `codebook` None when its answers are not coded; `longest` in characters, 0 = the type's; `least` and `most` bound
    several choices, `lowest` and `highest` a scale, `megabytes` a file (0: as usual).
    With `attribute` reports can be split by the answer. `show_when` names the answers to an earlier question that make
    the question be asked.
    """

    key: str
    kind: str
    text: Wording = NOTHING_SAID
    help: Wording = NOTHING_SAID
    codebook: str | None = None
    required: bool = False
    longest: int = 0
    least: int = 0
    most: int = 0
    options: tuple[Option, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    lowest_label: Wording = NOTHING_SAID
    highest_label: Wording = NOTHING_SAID
    attribute: bool = False
    megabytes: int = 0
    show_when: ShowWhen | None = None

    def __post_init__(self) -> None:
        for rule in self._broken_rules():
            raise InvalidSurvey(question=self.key, rule=rule)

    @property
    def type(self) -> QuestionType:
        """What decides how the question is drawn, read, checked and shown."""
        return QUESTION_TYPES[self.kind]

    @property
    def limit(self) -> int:
        """The most characters of an answer."""
        return self.longest or self.type.longest

    @property
    def choices(self) -> tuple[Option, ...]:
        """Everything that can be chosen; nothing when any text is an answer."""
        return self.type.choices(self)

    @property
    def is_attribute(self) -> bool:
        """Whether responses can be split by the answer."""
        return self.attribute or self.type.always_attribute

    @property
    def megabytes_taken(self) -> int:
        """The size of the largest file that it takes, 0 when it takes none."""
        return (self.megabytes or USUAL_MEGABYTES) if self.type.control is Control.FILE else 0

    def fault(self, text: str, *, is_shown: bool = True) -> Fault | None:
        """What forbids this answer; None when it can be stored. A question that is not shown may stay unanswered."""
        if not text.strip():
            return Fault("answer-missing", self.key) if self.required and is_shown else None
        return self.type.fault(self, text)

    def shown(self, text: str, language: str) -> str:
        """An answer as people read it in a language: labels instead of keys."""
        return self.type.shown(self, text, language)

    def wordings(self) -> Iterator[tuple[str, Wording]]:
        """Everything that the question says, by the document's name for it."""
        yield "text", self.text
        yield "help", self.help
        yield "from_label", self.lowest_label
        yield "to_label", self.highest_label
        yield from ((f"the text of option {option.key}", option.text) for option in self.options)

    def _broken_rules(self) -> Iterator[str]:
        if not KEY.fullmatch(self.key):
            yield "key must be 1 to 40 of a-z, 0-9 and _, beginning with a letter"
        if self.key in RESERVED or (self.key in OF_ADDRESSES and self.kind != "hidden"):
            yield f"key {self.key!r} has a meaning of its own in forms and imports"
        if self.kind not in QUESTION_TYPES:
            yield f"type must be one of {', '.join(QUESTION_TYPES)}, not {self.kind!r}"
        if not self.text and not self.type.always_attribute:
            yield "text must say what is asked"
        yield from self._broken_settings()
        yield from self.type.rules(self)

    def _broken_settings(self) -> Iterator[str]:
        if not 0 <= self.longest <= _LONGEST:
            yield f"max_length must be 1 to {_LONGEST}"
        for field, (name, unset) in SETTINGS.items():
            if getattr(self, field) != unset and field not in self.type.takes:
                yield f"{name} has no meaning for the type {self.kind}"
        if self.type.always_attribute and (self.required or self.show_when):
            yield "nobody is asked a hidden question: it can be neither required nor shown"
