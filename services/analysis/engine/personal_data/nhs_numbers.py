"""NHS numbers: ten digits, plain or 3-3-4, of which the last is a checksum of the others."""

import re
from collections.abc import Iterator
from typing import Final

from nhs_number.validate import is_valid

from services.analysis.domain.codings import Span

_TEN_DIGITS: Final = re.compile(
    r"(?<![0-9A-Za-z.,£$€+/-])[0-9]{3}([ \u00a0-]?)[0-9]{3}\1[0-9]{4}(?![0-9A-Za-z]|[.,/-][0-9])"
)
_SAID: Final = re.compile(r"\b(?:NHS|CHI|GIG)\b[^0-9]{0,20}\Z", re.IGNORECASE)
_LOOK_BACK: Final = 30


def nhs_numbers(text: str) -> Iterator[Span]:
    """Every number whose checksum is right.

    One in eleven numbers of ten digits passes by chance; one that begins with 0 is taken for a telephone number
    unless it is called an NHS or CHI number (GIG in Welsh).
    """
    for match in _TEN_DIGITS.finditer(text):
        digits = match[0].replace(match[1], "") if match[1] else match[0]
        if is_valid(digits) and (digits[0] != "0" or _is_said(text, match.start())):
            yield Span(*match.span())


def _is_said(text: str, start: int) -> bool:
    return _SAID.search(text[max(start - _LOOK_BACK, 0) : start]) is not None
