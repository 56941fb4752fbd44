"""Words and stems: the smallest things the engine looks at, the same in training and in coding."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from nltk.stem.snowball import SnowballStemmer

# Combining marks (U+0300 to U+036F) belong to the word, so that a decomposed ŵ does not cut it in two.
WORD: Final = re.compile(r"[\w\u0300-\u036f]+(?:['’][\w\u0300-\u036f]+)*")
WORD_CHARACTER: Final = re.compile(r"[\w\u0300-\u036f]")  # what a word begins and ends with
_LONGEST: Final = 40  # characters of a word that count; longer ones are pasted noise
_STEMMER: Final = SnowballStemmer("english")


def normalise(word: str) -> str:
    """The word as the engine knows it: composed, lower-case, with a straight apostrophe, at most 40 characters."""
    return unicodedata.normalize("NFC", word[:_LONGEST]).lower().replace("’", "'")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem (English) of a normalised word; Welsh words mostly pass unchanged."""
    return str(_STEMMER.stem(word))


def character_ngrams(word: str) -> list[str]:
    """All runs of 3 to 5 characters of a normalised word, with a space at either end of it."""
    padded = f" {word} "
    return [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
