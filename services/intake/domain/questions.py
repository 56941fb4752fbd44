"""One question of a survey, with the rules that its wording and its limits must keep."""

import re
from dataclasses import dataclass

from services.intake.domain.errors import Fault, InvalidSurvey
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.question_types.question_type import QuestionType
from services.intake.domain.wording import NOTHING_SAID, Wording

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")

# Names that the form and the import give a meaning of their own.
RESERVED = frozenset({"id", "language", "received_at", "change_language", "lang", "source"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question by its key; `codebook` None when its answers are not coded; `longest` in characters, 0 = the type's.

    Raises InvalidSurvey naming the question and the rule.
    """

    key: str
    kind: str
    text: Wording
    help: Wording = NOTHING_SAID
    codebook: str | None = None
    required: bool = False
    longest: int = 0

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise self._broken("key must be 1 to 40 of a-z, 0-9 and _, beginning with a letter")
        if self.key in RESERVED:
            raise self._broken(f"key {self.key!r} has a meaning of its own in forms and imports")
        if self.kind not in QUESTION_TYPES:
            raise self._broken(f"type must be one of {', '.join(QUESTION_TYPES)}, not {self.kind!r}")
        if not 0 <= self.longest <= QUESTION_TYPES["long_text"].longest:
            raise self._broken(f"max_length must be 1 to {QUESTION_TYPES['long_text'].longest}")

    @property
    def type(self) -> QuestionType:
        """What decides how the question is shown and which answers can be stored."""
        return QUESTION_TYPES[self.kind]

    @property
    def limit(self) -> int:
        """The most characters of an answer."""
        return self.longest or self.type.longest

    def fault(self, text: str) -> Fault | None:
        """What forbids this answer; None when it can be stored."""
        if not text.strip():
            return Fault("answer-missing", self.key) if self.required else None
        return self.type.fault(self.key, text, self.limit)

    def check_languages(self, languages: tuple[str, ...]) -> None:
        """Raises InvalidSurvey where the wording is missing in one of the languages."""
        if lacking := self.text.lacks(languages):
            raise self._broken(f"text is missing in: {', '.join(lacking)}")
        if self.help and (lacking := self.help.lacks(languages)):
            raise self._broken(f"help is missing in: {', '.join(lacking)}")

    def _broken(self, rule: str) -> InvalidSurvey:
        return InvalidSurvey(question=self.key, rule=rule)
