"""What discovery reads: whole answers, or only what of them no coding speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.analysis.domain.codings import Answer, AnswerCoding, Span
from services.analysis.engine.discovery.stop_words import STOP_WORDS
from services.analysis.engine.reading import raw_segments
from services.analysis.engine.scopes import scopes
from services.analysis.engine.segments import segments
from services.analysis.engine.tokens import normalise


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The segments of one answer that are looked at; sorts by what was written, then by the place of the answer."""

    text: str
    spans: tuple[Span, ...]
    answer: int

    def words(self) -> list[str]:
        """The normalised words that say something."""
        return [word for span in self.spans for word in self.words_of(span)]

    def words_of(self, span: Span) -> list[str]:
        """Those of one segment."""
        written = raw_segments(self.text, [(span.start, span.end)], scopes(self.text))[0]
        return [word for word in map(normalise, written) if _says_something(word)]


def whole_answers(answers: Iterable[Answer]) -> list[Passage]:
    """Every answer with all its segments, in the order of what was written, whatever the order given."""
    return sorted(Passage(answer.text, _spans(answer), place) for place, answer in enumerate(answers))


def uncovered(codings: Sequence[AnswerCoding]) -> list[Passage]:
    """The segments that no coding's span touches, answer by answer; an answer covered throughout is left out."""
    left = (
        Passage(found.answer.text, tuple(span for span in _spans(found.answer) if not _touched(span, found)), place)
        for place, found in enumerate(codings)
    )
    return sorted(passage for passage in left if passage.spans)


def _spans(answer: Answer) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in segments(answer.text))


def _touched(span: Span, found: AnswerCoding) -> bool:
    evidence = (piece for coding in found.codings for piece in coding.spans)
    return any(piece.start < span.end and span.start < piece.end for piece in evidence)


def _says_something(word: str) -> bool:
    """Of "they're" and "sy'n" the part before the apostrophe decides."""
    stump = word.partition("'")[0]
    return len(stump) > 1 and not stump.isdigit() and stump not in STOP_WORDS and word not in STOP_WORDS
