"""The tone of an English answer, by VADER's lexicon and rules (Hutto and Gilbert 2014).

It is a rough measure: it knows words, not irony, not scenes, and not what matters to a service. Of the exemplars
written as a barrier it calls 964 positive and 709 negative, of those written as a success 740 and 687. So a tone says
little about one answer: it is shown as a distribution over many, beside their quotes, never as a score. VADER has
no Welsh, and a Welsh answer has no tone here, which is not the same as a neutral one: a page that shows tones says how
many answers have none.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import vaderSentiment  # type: ignore[import-untyped]  # only its lexicon file is read; it ships no types
from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

from services.analysis.engine.language import language_of

ToneKind = Literal["negative", "neutral", "positive", "mixed"]

_NEUTRAL: Final = 0.05  # the authors' own bounds
_HEARD: Final = 0.12  # of an answer's weight in words of either kind, for it to be mixed
_BALANCE: Final = 0.5  # the weaker kind against the stronger


@dataclass(frozen=True, slots=True)
class Tone:
    """A kind of tone, and VADER's `compound` from -1 (negative) to 1."""

    kind: ToneKind
    compound: float


def tone_of(text: str) -> Tone | None:
    """The tone of an answer that is mostly English; None for Welsh, and where the language can't be told."""
    if language_of(text) != "en":
        return None
    scores: dict[str, float] = _analyzer().polarity_scores(text)
    return Tone(_kind(scores), scores["compound"])


def _kind(scores: dict[str, float]) -> ToneKind:
    weaker, stronger = sorted((scores["neg"], scores["pos"]))
    if weaker >= _HEARD and weaker >= _BALANCE * stronger:
        return "mixed"
    if abs(scores["compound"]) < _NEUTRAL:
        return "neutral"
    return "positive" if scores["compound"] > 0 else "negative"


class _Analyzer(SentimentIntensityAnalyzer):  # type: ignore[misc]  # nltk has no types
    """NLTK's analyser with the lexicon of the vaderSentiment package.

    NLTK's own constructor looks for the lexicon among data that has to be downloaded, so it is not called.
    """

    def __init__(self) -> None:
        lexicon = files(vaderSentiment).joinpath("vader_lexicon.txt")
        self.lexicon_file = lexicon.read_text(encoding="utf-8").strip()
        self.lexicon = self.make_lex_dict()
        self.constants = VaderConstants()


@cache
def _analyzer() -> _Analyzer:
    """Read once; asking it changes nothing in it, so that threads may share it."""
    return _Analyzer()
