"""What is said in several languages at once, because no language here is a translation of the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Wording:
    """One text by language code, in the order of the languages; empty when nothing is said."""

    texts: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", MappingProxyType(dict(self.texts)))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def said_in(self, language: str) -> str:
        """The text in this language, else in the first there is, else ""."""
        return self.texts.get(language) or next(iter(self.texts.values()), "")

    def lacks(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the languages in which nothing is said."""
        return tuple(language for language in languages if not self.texts.get(language, "").strip())


NOTHING_SAID = Wording({})
