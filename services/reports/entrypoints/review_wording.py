"""Codes, coders and words of a review as texts in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import format_decimal, gettext

from services.reports.domain.reviewing import AnswerShown
from services.reports.entrypoints.telling import in_language
from shared.contracts.coded_answers import CodingMade

_PERSON = "person:"


def code_title(code: str, titles: Mapping[str, Mapping[str, str]]) -> str:
    """What a code is called; its id where the codebook has it no more."""
    return in_language(titles[code]) if code in titles else code


def coder_words(shown: AnswerShown) -> str:
    """Who gave the codes that hold: a person by name, or the model by its version."""
    if shown.decision is not None:
        return shown.decision.reviewer.name
    return str(gettext("the model %(version)s", version=shown.held.model.removeprefix(_PERSON)))


def two_places(figure: float) -> str:
    """A figure with two decimals; a small negative one is no zero with a sign."""
    return str(format_decimal(round(figure, 2) + 0.0, format="0.00"))


def spans_of(codings: Iterable[CodingMade]) -> Sequence[tuple[int, int]]:
    """All words that carry a code."""
    return [span for coding in codings for span in coding.spans]
