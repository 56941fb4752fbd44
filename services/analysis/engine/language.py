"""Tells English from Welsh, for whole answers and within those that mix the two.

Each word speaks for a language as strongly as lingua's models of the two say; everyday words that stand in one
language only speak louder, names and abbreviations are not heard. Adding words up reads short answers better than
asking lingua about the whole: of 10,825 English exemplars it calls 8 Welsh instead of 48, and those of 1,287 Welsh
ones that it calls English (33) are half English. The boundaries within an answer come from the same words.
"""

import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from services.analysis.domain.codings import Span
from services.analysis.engine.segments import segments

LanguageCode = Literal["en", "cy"]

# Natural logarithms of the odds for Welsh.
_LOUDEST: Final = 3.0  # a word that only the models know
_EVERYDAY: Final = 4.0  # a word of the lists below
_SURE: Final = 1.0  # less than that, together, is undecided
_TURN: Final = 6.0  # what a change of language must be worth within a sentence
_TURN_BETWEEN: Final = 3.0  # and at the end of a sentence or line

_ENGLISH: Final = frozenset(
    "the and of to is are was were have has had with for that this it we our they you your be been but from who what "
    "when more not can't don't didn't would could should about by my me their there than then just all an as at".split()
)
_WELSH: Final = frozenset(
    "yn yr y mae maen mae'n mae'r roedd ydy ydi yw gyda efo wedi dim ddim dwi rwy'n ni'n ein eu ei fy i'r o'r a'r i'w "
    "gan gen wrth heb fel neu ond beth sy'n sydd oedd byddai bydd cael gael gwneud mwy gormod rhy pawb neb rhywun hyn "
    "bod fod os chi nhw sut pam ble diolch".split()
)
# Capitals do not tell a name that stands first or alone; these are the ones that answers from Wales name most.
_PLACES: Final = frozenset(
    "aberdare aberdâr abertawe aberystwyth bangor barry betsi blaenau bridgend caerdydd caerfyrddin caernarfon "
    "cadwaladr cardiff carmarthen casnewydd ceredigion clwyd conwy cwm cymru dda flintshire gwent gwynedd hywel "
    "llandrindod llandudno llanelli merthyr môn morgannwg newport penybont powys pwllheli rhondda rhyl swansea taf "
    "tydfil wales wrecsam wrexham".split()
)
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:['’](?:[^\W\d_]|[\u0300-\u036f])+)*")
_ACRONYM: Final = 5  # a word of capitals up to this length is one, where not everything is written in capitals


class _Spoken(NamedTuple):
    start: int
    end: int
    odds: float


def language_of(text: str) -> LanguageCode | None:
    """The language that most of an answer is in; None where that can't be told, as for "n/a", "PDSA" or a name."""
    return _language(sum(word.odds for word in _spoken(text)))


def languages_within(text: str) -> list[tuple[Span, LanguageCode]]:
    """The stretches of an answer in one language each, in order; nothing where no language can be told.

    Offsets are characters of `text`; a stretch begins and ends with a word and the marks that touch it. One stray word
    ("our eisteddfod stall") makes no stretch: two languages are told apart where each has some words of its own.
    """
    words = _spoken(text)
    if not words or _language(sum(abs(word.odds) for word in words)) is None:
        return []
    runs: list[tuple[int, int, LanguageCode]] = []
    first = _first_of(segments(text), [word.start for word in words])
    for word, language in zip(words, _best_path(words, [word.start in first for word in words]), strict=True):
        if runs and runs[-1][2] == language:
            runs[-1] = (runs[-1][0], word.end, language)
        else:
            runs.append((word.start, word.end, language))
    return [(_with_marks(text, start, end), language) for start, end, language in runs]


def _language(odds: float) -> LanguageCode | None:
    if abs(odds) < _SURE:
        return None
    return "cy" if odds > 0 else "en"


def _spoken(text: str) -> list[_Spoken]:
    found = [(match.start(), match.end(), _plain(match[0])) for match in _WORD.finditer(text)]
    if text.isupper() and len(found) > 1:  # all in capitals: they say nothing about names
        return [_Spoken(start, end, _odds_unless_place(word)) for start, end, word in found]
    first = _first_of(segments(text), [start for start, _, _ in found])
    everyday = any(_is_everyday(word) for _, _, word in found)
    all_named = not everyday and all(word[0].isupper() for _, _, word in found) and len(first) < len(found)
    return [
        _Spoken(start, end, 0.0 if all_named or _is_name(word, first=start in first) else _odds_unless_place(word))
        for start, end, word in found
    ]


def _first_of(stretches: list[tuple[int, int]], starts: list[int]) -> set[int]:
    """Where the first word of each stretch starts."""
    found = (bisect_left(starts, start) for start, _ in stretches)
    return {starts[at] for at in found if at < len(starts)}


def _is_everyday(word: str) -> bool:
    return word.lower() in _ENGLISH or word.lower() in _WELSH


def _is_name(word: str, *, first: bool) -> bool:
    """A capital within a sentence, or a short word of capitals anywhere."""
    if _is_everyday(word):
        return False
    return word.isupper() and 1 < len(word) <= _ACRONYM if first else word[0].isupper()


def _odds_unless_place(word: str) -> float:
    return 0.0 if word.lower() in _PLACES else _odds(word.lower())


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'")


@cache
def _detector() -> LanguageDetector:
    """The models take 60 MB and half a second when the first word is asked for."""
    return LanguageDetectorBuilder.from_languages(Language.ENGLISH, Language.WELSH).build()


@lru_cache(maxsize=2**15)
def _odds(word: str) -> float:
    if word in _ENGLISH:
        return -_EVERYDAY
    if word in _WELSH or "ŵ" in word or "ŷ" in word:
        return _EVERYDAY
    if len(word) == 1:
        return 0.0
    welsh = _detector().compute_language_confidence(word, Language.WELSH)
    english = _detector().compute_language_confidence(word, Language.ENGLISH)
    if not welsh or not english:
        return _LOUDEST * (bool(welsh) - bool(english))
    return max(-_LOUDEST, min(_LOUDEST, math.log(welsh / english)))


def _best_path(words: list[_Spoken], first: list[bool]) -> list[LanguageCode]:
    """The languages that agree best with the words, when each change of language costs something (Viterbi 1967)."""
    english, welsh = 0.0, 0.0
    came_from: list[tuple[bool, bool]] = []  # whether English, and whether Welsh, was reached from Welsh
    for word, begins_sentence in zip(words, first, strict=True):
        turn = _TURN_BETWEEN if begins_sentence else _TURN
        came_from.append((welsh - turn > english, welsh >= english - turn))
        english, welsh = max(english, welsh - turn) - word.odds / 2, max(welsh, english - turn) + word.odds / 2
    return list(_back_along(came_from, welsh=welsh > english))[::-1]


def _back_along(came_from: list[tuple[bool, bool]], *, welsh: bool) -> Iterator[LanguageCode]:
    for from_welsh_to in reversed(came_from):
        yield "cy" if welsh else "en"
        welsh = from_welsh_to[welsh]


def _with_marks(text: str, start: int, end: int) -> Span:
    while start and not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return Span(start, end)
