"""Words of an answer are masked before it is quoted: what stands in their place tells neither them nor their length."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

CUT: Final = "cut"
OTHER: Final = "other"
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "name": "[name]",
        "email": "[e-mail address]",
        "phone": "[phone number]",
        "postcode": "[postcode]",
        "nhs_number": "[NHS number]",
        "date_of_birth": "[date of birth]",
        "place": "[place]",
        "organisation": "[organisation]",
        OTHER: "[words removed]",
        CUT: "[…]",
    },
    "cy": {
        "name": "[enw]",
        "email": "[cyfeiriad e-bost]",
        "phone": "[rhif ffôn]",
        "postcode": "[cod post]",
        "nhs_number": "[rhif GIG]",
        "date_of_birth": "[dyddiad geni]",
        "place": "[lle]",
        "organisation": "[sefydliad]",
        OTHER: "[geiriau wedi'u tynnu]",
        CUT: "[…]",
    },
}
KINDS: Final = tuple(_LABELS["en"])
"""What a mask can say it hides; `cut` leaves words out that are no personal data."""

_RUN: Final = re.compile(r"\S+")


class Mask(NamedTuple):
    """The characters `[start, end)` of an answer are hidden; `kind` is what they were."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an answer by its number from 0; `kind` is that of the mask it is under, "" where it is to be seen.

    `before` is what stands between it and the word before it.
    """

    number: int
    start: int
    end: int
    text: str
    before: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a masked text: words, or the label of what was hidden."""

    text: str
    masked: bool


def words_of(text: str, masks: Collection[Mask] = ()) -> list[Word]:
    """The words of a text in order, without the punctuation around them, each with the mask it is under."""
    words: list[Word] = []
    reached = 0
    for start, end in _places(text):
        kind = next((mask.kind for mask in masks if mask.start < end and start < mask.end), "")
        words.append(Word(len(words), start, end, text[start:end], text[reached:start], kind))
        reached = end
    return words


def masks_over(text: str, hidden: Mapping[int, str]) -> tuple[Mask, ...]:
    """The masks that hide words by their number, each with its kind; neighbours of one kind are under one mask.

    A number that no word has hides nothing, and a kind that is none is `other`.
    """
    made: list[Mask] = []
    last = -1
    for word in words_of(text):
        if word.number not in hidden:
            continue
        kind = hidden[word.number] if hidden[word.number] in KINDS else OTHER
        if made and last == word.number - 1 and made[-1].kind == kind:
            made[-1] = made[-1]._replace(end=word.end)
        else:
            made.append(Mask(word.start, word.end, kind))
        last = word.number
    return tuple(made)


def widened(text: str, masks: Iterable[Mask]) -> tuple[Mask, ...]:
    """The masks over whole words: a part of a name tells the name."""
    return masks_over(text, {word.number: word.kind for word in words_of(text, tuple(masks)) if word.kind})


def pieces_of(text: str, masks: Sequence[Mask], language: str) -> tuple[Piece, ...]:
    """The text with a label for each mask, in the language of the text."""
    labels = _LABELS.get(language, _LABELS["en"])
    pieces: list[Piece] = []
    reached = 0
    for mask in sorted(masks):
        start, end = max(reached, mask.start), min(len(text), mask.end)
        if start >= end:
            continue
        pieces += [Piece(text[reached:start], False), Piece(labels.get(mask.kind, labels[OTHER]), True)]
        reached = end
    return tuple(piece for piece in (*pieces, Piece(text[reached:], False)) if piece.text)


def masked_text(text: str, masks: Sequence[Mask], language: str) -> str:
    """The text as it may be read by anybody."""
    return "".join(piece.text for piece in pieces_of(text, masks, language))


def _places(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        while start < end and _is_punctuation(text[start]):
            start += 1
        while end > start and _is_punctuation(text[end - 1]):
            end -= 1
        yield (start, end) if start < end else run.span()


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PSC"
