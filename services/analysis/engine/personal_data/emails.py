"""E-mail addresses, also with the sign written out, as in "sian (at) nhs.wales"."""

import re
from collections.abc import Iterator
from typing import Final

from services.analysis.domain.codings import Span

# A start within an address is no start, so that a long word is read once only.
_EMAIL: Final = re.compile(
    r"(?<![\w.+%'’-])\w[\w.+%'’-]{0,63}(?:@| ?[\[(]at[\])] ?)"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?!\w)",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Span]:
    """Every address of the form local part, at, domain with a dot."""
    return (Span(*match.span()) for match in _EMAIL.finditer(text))
