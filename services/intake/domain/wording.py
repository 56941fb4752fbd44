"""What is said in several languages at once, because no language here is a translation of the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Translation(StrEnum):
    """How far a wording is in one language.

    UNCHECKED was written by a person but not checked by a translator, MACHINE by a program; MISSING says nothing.
    """

    TRANSLATED = "translated"
    UNCHECKED = "unchecked"
    MACHINE = "machine"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text by language code, in the order of the languages; empty when nothing is said.

    `states` hold what is known of a text's translation; a text without a state is translated.
    """

    texts: Mapping[str, str]
    states: Mapping[str, Translation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        said = {language: text for language, text in self.texts.items() if text.strip()}
        doubtful = (Translation.UNCHECKED, Translation.MACHINE)
        states = {language: self.states[language] for language in said if self.states.get(language) in doubtful}
        object.__setattr__(self, "texts", MappingProxyType(said))
        object.__setattr__(self, "states", MappingProxyType(states))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def said_in(self, language: str) -> str:
        """The text in this language, else in the first there is, else ""."""
        return self.texts.get(language) or next(iter(self.texts.values()), "")

    def language_said(self, language: str) -> str:
        """The language that `said_in` answers in; the wanted one when nothing is said at all."""
        return language if language in self.texts else next(iter(self.texts), language)

    def state(self, language: str) -> Translation:
        """How far the text in this language is."""
        if language not in self.texts:
            return Translation.MISSING
        return self.states.get(language, Translation.TRANSLATED)

    def lacks(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the languages in which nothing is said."""
        return tuple(language for language in languages if language not in self.texts)


NOTHING_SAID = Wording({})
