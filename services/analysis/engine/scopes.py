"""Finds words that are set aside ("more than X", "rather than X", "don't need X"): they are no evidence for X.

A scope runs from its opening words to the end of the clause, at most six words, after the manner of the
negation scopes of NegEx (Chapman et al. 2001).
"""

import re
from collections.abc import Sequence
from typing import Final

_AMOUNT: Final = (  # "more than 40 of us", "more than anything", "more than once" set nothing aside
    r"\d+\w*|(?:an?|the)\s+(?:few|couple|year|month|week|day|decade|dozen|hundred|lot|little)|half|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|twenty|anything|ever|once|twice|enough|happy|glad|welcome|willing|likely|most|any|"
    r"i|we|you|they|he|she|it|dim|dwy|dau|tri|pedwar|unwaith|erioed"
)
_OPENINGS: Final = (
    rf"(?:more\s+than|mwy\s+nag?)(?:\s+(?:just|only|simply|merely|jyst|dim\s+ond))?\s++(?!(?:{_AMOUNT})\b)",
    r"(?:not|n['’]t)\s+(?:just|only|simply|merely)\s+",
    r"(?:rather\s+than|instead\s+of|yn\s+hytrach\s+nag?|nid\s+(?:jyst|dim\s+ond))\s+",
    r"(?:do\s+not|does\s+not|did\s+not|n['’]t|no\s+longer|never)\s+(?:really\s+)?(?:need|want|require)(?:ed)?\s+(?!to\b)",
    r"(?:no\s+need\s+(?:for|of)|(?:sdim|ddim|does\s+dim)\s+angen)\s+",
)
_OPENING: Final = re.compile(rf"(?:(?<!\w)|(?=n['’]t))(?:{'|'.join(_OPENINGS)})", re.IGNORECASE)
# Every text that an opening matches has one of the first, or one each of the second and third; most answers have not,
# and need no slow look.
_HINTS: Final = ("than", "instead", "mwy", "hytrach", "nid", "angen")
_HALF_HINTS: Final = ("need", "want", "require", "just", "only", "simply", "merely")
_OTHER_HALVES: Final = ("n't", "n’t", "not", "no", "never")
_WORDS: Final = re.compile(
    r"(?:(?!(?:but|and|so|because|when|if|then|while|which|who|we|i|they|you|ond|ac|achos|pan|os)\b)"
    r"[^\s.,;:!?()\n\r–—]+(?:[ \t]+|(?=[.,;:!?()\n\r–—])|\Z)){1,6}",
    re.IGNORECASE,
)


def scopes(text: str) -> list[tuple[int, int]]:
    """The stretches `[start, end)` of `text` whose words are set aside, in order; the opening words stand outside."""
    lowered = text.lower()
    if not _has_one(_HINTS, lowered) and not (_has_one(_HALF_HINTS, lowered) and _has_one(_OTHER_HALVES, lowered)):
        return []
    found = []
    for opening in _OPENING.finditer(text):
        if words := _WORDS.match(text, opening.end()):
            found.append((words.start(), words.end()))
    return found


def _has_one(hints: tuple[str, ...], lowered: str) -> bool:
    for hint in hints:  # noqa: SIM110  because any() of a generator takes three times as long
        if hint in lowered:
            return True
    return False


def set_aside(start: int, within: Sequence[tuple[int, int]]) -> bool:
    """Whether the word that begins at `start` lies in one of the scopes."""
    return bool(within) and any(left <= start < right for left, right in within)
