"""Whole numbers in what was posted or asked for; what is none is 0, which no version and no candidate has."""

from typing import Final

_LONGEST: Final = 9


def number(text: str | None) -> int:
    """The number in a text, 0 where there is none."""
    said = text or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _LONGEST else 0
