"""One row of a table after coding: what every writer writes, each in its own format."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.analysis.domain.codings import AnswerCoding, Coding


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row's id and what was found in its answer."""

    id: str
    found: AnswerCoding

    def as_object(self) -> dict[str, object]:
        """The row as `adborth code` promises it: id, codes with spans, facets, model."""
        return {
            "id": self.id,
            "codes": [_as_object(coding) for coding in self.found.codings],
            "facets": list(self.found.facets),
            "model": self.found.model,
        }

    def as_cells(self) -> list[str]:
        """The row for a sheet, under the headings of `HEADINGS`."""
        codings = self.found.codings
        text = self.found.answer.text
        return [
            self.id,
            self.found.answer.question,
            text,
            "; ".join(coding.code for coding in codings),
            "; ".join(dict.fromkeys(coding.theme for coding in codings)),
            "; ".join(f"{coding.confidence:.2f}" for coding in codings),
            " | ".join(span.of(text) for coding in codings for span in coding.spans),
            "; ".join(self.found.facets),
            self.found.model,
        ]


HEADINGS = ("id", "question", "text", "codes", "themes", "confidences", "evidence", "facets", "model")


def marked_pieces(text: str, coding: Coding) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is evidence for the coding."""
    place = 0
    for span in sorted(coding.spans):
        if span.start > place:
            yield text[place : span.start], False
        yield text[max(place, span.start) : span.end], True
        place = max(place, span.end)
    if place < len(text):
        yield text[place:], False


def _as_object(coding: Coding) -> dict[str, object]:
    return {
        "code": coding.code,
        "theme": coding.theme,
        "confidence": coding.confidence,
        "spans": [[span.start, span.end] for span in coding.spans],
    }
