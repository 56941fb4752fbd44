"""Finds what may tell who somebody is, so that a person can decide what to black out: it proposes, nothing more."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Final

from services.analysis.domain.codings import Span
from services.analysis.engine.personal_data.birth_dates import birth_dates
from services.analysis.engine.personal_data.emails import emails
from services.analysis.engine.personal_data.names import names
from services.analysis.engine.personal_data.nhs_numbers import nhs_numbers
from services.analysis.engine.personal_data.personal_span import Kind, PersonalSpan
from services.analysis.engine.personal_data.phones import phones
from services.analysis.engine.personal_data.postcodes import postcodes

# The more specific first: where two overlap, the first is kept. A new kind is one file and one line here.
_FINDERS: Final[tuple[tuple[Kind, Callable[[str], Iterable[Span]]], ...]] = (
    ("email", emails),
    ("nhs_number", nhs_numbers),
    ("date_of_birth", birth_dates),
    ("postcode", postcodes),
    ("phone", phones),
    ("name", names),
)


def personal_data(text: str) -> list[PersonalSpan]:
    """The stretches of `text` that look like personal data, in order, without overlaps; offsets are characters.

    It finds forms, not facts: names only after a title, numbers only where their form or checksum says so. What a
    story gives away is not found. Nothing of the text is kept or logged.
    """
    found: list[PersonalSpan] = []
    for kind, find in _FINDERS:
        for span in find(text):
            at = bisect_left(found, span, key=_span)
            if _is_free(span, found[max(at - 1, 0) : at + 1]):
                found.insert(at, PersonalSpan(span, kind))
    return found


def _span(found: PersonalSpan) -> Span:
    return found.span


def _is_free(span: Span, neighbours: list[PersonalSpan]) -> bool:
    return all(span.end <= other.span.start or other.span.end <= span.start for other in neighbours)
