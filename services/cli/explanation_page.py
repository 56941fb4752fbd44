"""Writes an explained coding as one HTML page, nothing fetched from anywhere."""

from dataclasses import dataclass
from pathlib import Path

from services.analysis.engine.explanation import CodeExplained, Explanation
from services.cli.single_page import write_page
from shared.codebooks.codebook import Codebook

_STRONG = 1.0  # log-odds from which a word has the deepest colour
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the answer: a word with what it gave and its colour (-5 to 5), or what stands between words."""

    text: str
    given: float | None = None
    colour: int = 0


def write_explanation(path: Path, explanation: Explanation, codebook: Codebook) -> None:
    """A page with a panel for each code given and the strongest one that was not."""
    given = [code for code in explanation.codes if code.decided]
    others = [code for code in explanation.codes if not code.decided][:1]
    answer = explanation.found.answer
    write_page(
        path,
        Path(__file__).with_name("explanation.html.jinja"),
        answer=answer,
        model=explanation.found.model,
        panels=[(code, pieces(answer.text, code)) for code in (*given, *others)],
        titles={code.id: code.title["en"] for code in codebook.codes()},
        rules={code.id: code.include["en"] for code in codebook.codes()},
    )


def pieces(text: str, code: CodeExplained) -> list[Piece]:
    """The whole text, cut into words and what stands between them."""
    found, place = [], 0
    for word in code.words:
        if word.span.start > place:
            found.append(Piece(text[place : word.span.start]))
        found.append(Piece(word.span.of(text), word.given, _colour(word.given)))
        place = word.span.end
    if place < len(text):
        found.append(Piece(text[place:]))
    return found


def _colour(given: float) -> int:
    return round(max(-1.0, min(1.0, given / _STRONG)) * _STEPS)
