"""What a second coder proposes for one answer, and the rule that only words found in the answer count as evidence."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from shared.codebooks.codebook import Codebook

# A generative model's word for how sure it is means little: a half says that nothing is known about it.
UNKNOWN_CONFIDENCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code or facet, with the quotes that are said to carry it; nothing of it is checked yet."""

    id: str
    quotes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A code or facet with the spans of the answer that carry it; it holds no words."""

    id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is left of a second coder's proposals for one answer after the check."""

    codes: tuple[Marked, ...] = ()
    facets: tuple[Marked, ...] = ()

    def as_coding(self, answer: Answer, codebook: Codebook, coder: str) -> AnswerCoding:
        """The coding of `answer` by `coder`, in the codebook's order; it claims no probabilities.

        Raises InvalidSpan when these suggestions were made for a shorter text.
        """
        themes = codebook.theme_of_code
        codings = (Coding(code.id, themes[code.id], UNKNOWN_CONFIDENCE, code.spans) for code in self.codes)
        facets = tuple(facet.id for facet in self.facets)
        return AnswerCoding(answer=answer, model=coder, codings=tuple(codings), facets=facets)


def verified(text: str, codes: Iterable[Proposal], facets: Iterable[Proposal], codebook: Codebook) -> Suggestions:
    """Those proposals that stand in the codebook and whose quotes stand in the text, verbatim; the rest is dropped."""
    return Suggestions(_checked(text, codes, codebook.code_ids), _checked(text, facets, codebook.facet_ids))


def find_quote(text: str, quote: str) -> Span | None:
    """Where the quote stands in the text, verbatim and in whole words, the first time; None if nowhere.

    White space around a quote is no part of it, and a quote without a letter or digit is none.
    """
    wanted = quote.strip()
    if not any(character.isalnum() for character in wanted):
        return None
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not _within_word(text, start) and not _within_word(text, end):
            return Span(start, end)
        start = text.find(wanted, start + 1)
    return None


def _checked(text: str, proposals: Iterable[Proposal], known: Collection[str]) -> tuple[Marked, ...]:
    spans: dict[str, set[Span]] = {id_: set() for id_ in known}
    for proposal in proposals:
        found = (find_quote(text, quote) for quote in proposal.quotes)
        spans.get(proposal.id, set()).update(span for span in found if span)
    return tuple(Marked(id_, tuple(sorted(marked))) for id_, marked in spans.items() if marked)


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _of_word(text[place - 1]) and _of_word(text[place])


def _of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
