"""What all questions with options have in common; an answer holds a line for each choice: its key, or `key: words`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.domain.errors import Fault
from services.intake.domain.question_types.question_type import Asked, Control, Option, QuestionType, text_fault

KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_WORDS: Final = ": "
_MOST_OPTIONS: Final = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """An option that was chosen, with the words beside it."""

    option: Option
    words: str = ""


class ChoiceType(QuestionType):
    """A question that is answered by choosing; one option unless a type says otherwise."""

    control = Control.ONE_OF
    takes = frozenset({"options", "longest", "attribute"})
    longest = 200
    repeats = True

    def rules(self, asked: Asked) -> Iterator[str]:
        """Options are there, each with a key and a text of its own, at most one of them for own words."""
        keys = [option.key for option in self.choices(asked)]
        if not 2 <= len(keys) <= _MOST_OPTIONS:
            yield f"options must hold at least two options and at most {_MOST_OPTIONS}"
        yield from _broken_keys(keys)
        if silent := [option.key for option in self.choices(asked) if not option.text]:
            yield f"options without a text: {', '.join(silent)}"
        if sum(option.other for option in asked.options) > 1:
            yield "only one option can ask for own words (other: true)"
        if not self.asks_consent and any(option.permits for option in asked.options):
            yield "only options of a consent permit something"

    def choices(self, asked: Asked) -> tuple[Option, ...]:
        """The options that the survey gives."""
        return asked.options

    def joined(self, asked: Asked, posted: Sequence[str], own_words: str = "") -> str:
        """A line for each option; own words choose their option, ticked or not, so that they are never lost."""
        lines = [line for text in posted if text for line in text.split("\n")]
        own = next((option for option in self.choices(asked) if option.other), None)
        if own is None or not own_words.strip():
            return "\n".join(lines)
        told = f"{own.key}{_WORDS}" + " ".join(own_words.splitlines())
        bare = [told if line == own.key else line for line in lines]
        return "\n".join(bare if told in bare else [*bare, told])

    def parts(self, asked: Asked, text: str) -> list[str]:
        """The keys that are ticked."""
        return list(self.chosen(asked, text))

    def own_words(self, asked: Asked, text: str) -> str:
        """The words beside the option for them."""
        return next((choice.words for choice in self._choices(asked, text) if choice and choice.words), "")

    def chosen(self, asked: Asked, text: str) -> tuple[str, ...]:
        """The keys that an answer chooses, in its order."""
        return tuple(choice.option.key for choice in self._choices(asked, text) if choice)

    def fault(self, asked: Asked, text: str) -> Fault | None:
        """Every line must choose an option, none of them twice, as many as the type and the question allow."""
        found = self._choices(asked, text)
        keys = [choice.option.key for choice in found if choice]
        if len(keys) < len(found):
            return Fault("answer-no-option", asked.key, {"options": [option.key for option in self.choices(asked)]})
        if len(set(keys)) < len(keys):
            return Fault("answer-option-twice", asked.key)
        return self.count_fault(asked, len(keys)) or text_fault(asked.key, self.own_words(asked, text), asked.limit)

    def count_fault(self, asked: Asked, count: int) -> Fault | None:
        """What forbids choosing so many."""
        return Fault("answer-one-option", asked.key) if count > 1 else None

    def shown(self, asked: Asked, text: str, language: str) -> str:
        """The labels, a line for each, own words after theirs; a line that chooses nothing as it stands."""
        if not text.strip():
            return text
        lines = zip(text.split("\n"), self._choices(asked, text), strict=True)
        return "\n".join(_label(choice, language) if choice else line for line, choice in lines)

    def read(self, asked: Asked, cell: str) -> str:
        """Keys or labels in any language, a line for each or set apart by semicolons; other words are own words."""
        whole = self._named(asked, cell.strip())
        if whole is not None or not self.repeats:
            return whole if whole is not None else cell
        named = [self._line(asked, part.strip()) for part in re.split(r"[\n;]", cell) if part.strip()]
        return "\n".join(named)

    def _line(self, asked: Asked, part: str) -> str:
        named = self._named(asked, part)
        if named is not None:
            return named
        own = next((option for option in self.choices(asked) if option.other), None)
        return f"{own.key}{_WORDS}{part}" if own else part

    def _named(self, asked: Asked, part: str) -> str | None:
        if _choice(self.choices(asked), part):
            return part
        wanted = part.casefold()
        for option in self.choices(asked):
            if wanted in {option.key.casefold(), *(label.strip().casefold() for label in option.text.texts.values())}:
                return option.key
        return None

    def _choices(self, asked: Asked, text: str) -> list[Choice | None]:
        options = self.choices(asked)
        return [_choice(options, line) for line in text.split("\n")] if text.strip() else []


def _broken_keys(keys: Sequence[str]) -> Iterator[str]:
    if unfit := [key for key in keys if not KEY.fullmatch(key)]:
        yield f"option key {unfit[0]!r} must be 1 to 60 of letters, digits, _, . and -, beginning with one of the first"
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        yield f"options with the same key: {', '.join(twice)}"


def _choice(options: Sequence[Option], line: str) -> Choice | None:
    key, _, words = line.partition(_WORDS)
    for option in options:
        if option.key == line:
            return Choice(option)
        if option.other and option.key == key and words.strip():
            return Choice(option, words)
    return None


def _label(choice: Choice, language: str) -> str:
    said = choice.option.text.said_in(language) or choice.option.key
    return f"{said}{_WORDS}{choice.words}" if choice.words else said
