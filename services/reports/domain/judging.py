"""What somebody says of an answer, checked against its words and its codebook before it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from services.reports.domain.review_errors import CodeUnknown, SpanOutside
from shared.contracts.coded_answers import AnswerCoded, CodingMade

LONGEST_COMMENT: Final = 2000

Span = tuple[int, int]


class LastSeen(NamedTuple):
    """An answer by its reference, and the number of the last step about it that somebody has seen (0: none)."""

    reference: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The codes somebody gives an answer, each with the spans `[start, end)` that carry it; none means "no code".

    `reference` is the answer's, `words` the fingerprint of the text that was read, `number` that of the last step
    that was seen (0: none), `codebook_version` that of the codebook that was chosen from. A code without spans is
    about the whole answer.
    """

    reference: str
    words: str
    number: int
    codebook_version: int
    codes: Mapping[str, tuple[Span, ...]]
    comment: str = ""


def codings_given(judgement: Judgement, answer: AnswerCoded, themes: Mapping[str, str]) -> tuple[CodingMade, ...]:
    """The codings that are meant, `themes` being those of the codebook's codes; those shown keep their themes too.

    Raises CodeUnknown, SpanOutside.
    """
    known = {coding.code: coding.theme for coding in answer.codings} | dict(themes)
    made = []
    for code, spans in sorted(judgement.codes.items()):
        if code not in known:
            raise CodeUnknown
        kept = _joined(spans) or ((0, len(answer.text)),)
        if kept[0][0] < 0 or kept[-1][1] > len(answer.text) or any(start >= end for start, end in spans):
            raise SpanOutside(code=code)
        made.append(CodingMade(code=code, theme=known[code], confidence=1.0, spans=kept))
    return tuple(made)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
