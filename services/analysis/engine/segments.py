"""Cuts an answer into segments whose offsets point into the original text, character by character."""

import re
from typing import Final

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

# Without the full stop at the end; the second line is Welsh (h.y. = i.e., e.e. = e.g., ayyb = etc.).
_ABBREVIATIONS: Final = frozenset(
    "dr mr mrs ms prof rev st e.g i.e eg ie etc vs approx dept hr hrs min mins yr yrs wk wks mth mths ref incl "
    "ext tel fig vol p.m a.m n.b pt pts gp cf al "
    "h.y e.e ayb ayyb y.b".split()
)
_BREAKS: Final = re.compile(r"[\r\n\v\f\x85\u2028\u2029•‣◦▪●○⁃∙]+")
_BULLET: Final = re.compile(r"(?:[-*·–—>+]|\(?(?:\d{1,2}|[a-zA-Z])[.)])(?=\s)")
_PADDING: Final = " \t\u00a0\u2007\u202f\u3000\u200b\u200c\u200d\u2060\ufeff"
_SENTENCE_END: Final = re.compile(r"[.?!]\S*\s")
_STOPS: Final = re.compile(r"[.?!…]+")
_PLAIN_NUMBER: Final = re.compile(r"\d+[.?!](?:[ \t]+[A-Z]|\Z)")
_PLAIN_STOPS: Final = frozenset(".?!")  # an ellipsis is no end to Punkt
# Quotes and brackets that stand alone after a stop: Punkt gives them to the sentence before.
_CLOSED_LATE: Final = re.compile(r"[.?!]\s+[\"')\]}\u2018\u2019\u201c\u201d\xab\xbb]+(?:\s|--|\Z)")


def _sentences() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


_SENTENCES: Final = _sentences()


def segments(text: str) -> list[tuple[int, int]]:
    """The sentences, lines and bullet points of `text` as `[start, end)`, in order, trimmed, none empty."""
    if not _BREAKS.search(text):
        return _pieces(text, 0, len(text))
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAKS.finditer(text):
        found.extend(_pieces(text, start, gap.start()))
        start = gap.end()
    found.extend(_pieces(text, start, len(text)))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    start, end = _trimmed(text, start, end)
    if bullet := _BULLET.match(text, start, end):
        start, end = _trimmed(text, bullet.end(), end)
    if not _SENTENCE_END.search(text, start, end):
        return [(start, end)] if start < end else []
    plain = _plain_ends(text, start, end)
    ends = _SENTENCES.span_tokenize(text[start:end]) if plain is None else plain
    pieces = (_trimmed(text, start + left, start + right) for left, right in ends)
    return [piece for piece in pieces if piece[0] < piece[1]]


def _plain_ends(text: str, start: int, end: int) -> list[tuple[int, int]] | None:
    """The sentences of a piece, counted from its start, if its stops follow plain words; else only Punkt can tell.

    A stop before a letter or digit ("8.15", "time.We") ends nothing. For such pieces Punkt says the same (a test holds
    both against each other) and takes ten times as long.
    """
    if _CLOSED_LATE.search(text, start, end):
        return None
    found, last = [], start
    for stop in _STOPS.finditer(text, start, end):
        place = stop.end()
        if place < end and text[place].isalnum() and stop.group() in _PLAIN_STOPS:
            continue
        if place < end and text[place] not in " \t":
            return None
        word = text[max(last, text.rfind(" ", last, stop.start()) + 1) : stop.start()]
        if stop.group() not in _PLAIN_STOPS or not (
            _is_plain(word) or _PLAIN_NUMBER.match(text, place - 1 - len(word))
        ):
            return None
        found.append((last - start, place - start))
        last = place
    return [*found, (last - start, end - start)] if last < end else found


def _is_plain(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.lower() not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _PADDING or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _PADDING or text[end - 1].isspace()):
        end -= 1
    return start, end
