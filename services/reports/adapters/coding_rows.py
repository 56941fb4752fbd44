"""Codings and personal marks as a JSON column holds them, written and read in one place."""

from collections.abc import Iterable, Sequence
from typing import Any

from shared.contracts.coded_answers import CodingMade


def codings_written(codings: Iterable[CodingMade]) -> list[dict[str, Any]]:
    """Codings as a list of objects."""
    return [
        {"code": made.code, "theme": made.theme, "confidence": made.confidence, "spans": made.spans} for made in codings
    ]


def codings_read(written: Sequence[Any]) -> tuple[CodingMade, ...]:
    """The codings again."""
    return tuple(
        CodingMade(
            code=each["code"],
            theme=each["theme"],
            confidence=each["confidence"],
            spans=tuple((start, end) for start, end in each["spans"]),
        )
        for each in written
    )
