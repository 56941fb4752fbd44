"""Words as a search meets them: without case and accents, from their beginnings, and in Welsh also when they mutate."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

MOST_WORDS: Final = 8
LONGEST: Final = 200
Spans = tuple[tuple[int, int], ...]

_WORD: Final = re.compile(r"\w+")
# Of a radical consonant its soft, nasal and aspirate forms: P. W. Thomas, Gramadeg y Gymraeg (1996). A `g` may vanish,
# which is left out: any word that begins with a vowel could then be another.
_MUTATIONS: Final = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("ng",),
    "ll": ("l",),
    "m": ("f",),
    "rh": ("r",),
}
# Two and three characters that are one letter.
_LETTERS: Final = ("ngh", "mh", "nh", "ng", "ph", "th", "ch", "dd", "ll", "rh", "ff")
_SHORTEST_TO_MUTATE: Final = 3


def folded(text: str) -> str:
    """The words of a text, each folded, with a blank on either side: what is kept to be searched."""
    return "".join(f" {_fold(word)}" for word in _WORD.findall(text)) + " "


def words_sought(asked: str) -> tuple[str, ...]:
    """The words of what somebody seeks, each once; no more than are of use."""
    found = dict.fromkeys(_fold(word) for word in _WORD.findall(asked[:LONGEST]))
    return tuple(word for word in found if word)[:MOST_WORDS]


def mutated(word: str) -> tuple[str, ...]:
    """The forms that a folded Welsh word may begin with in a sentence: the word's own first."""
    if len(word) < _SHORTEST_TO_MUTATE:
        return (word,)
    radicals = {word, *_radicals(word)}
    forms = {form for radical in radicals for form in (radical, *_forms(radical))}
    return (word, *sorted(forms - {word}))


def places_of(text: str, sought: Sequence[str], *, welsh: bool) -> Spans:
    """Where words of a text begin with any of what is sought, as `[start, end)` of whole words."""
    forms = tuple(form for word in sought for form in (mutated(word) if welsh else (word,)))
    return tuple(found.span() for found in _WORD.finditer(text) if forms and _fold(found[0]).startswith(forms))


def _radicals(word: str) -> Iterator[str]:
    begin = _first(word)
    return (radical + word[len(begin) :] for radical, forms in _MUTATIONS.items() if begin in forms)


def _forms(radical: str) -> Iterator[str]:
    begin = _first(radical)
    return (form + radical[len(begin) :] for form in _MUTATIONS.get(begin, ()))


def _first(word: str) -> str:
    return next((letter for letter in _LETTERS if word.startswith(letter)), word[:1])


def _fold(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part) and (part.isalnum() or part == "_"))
