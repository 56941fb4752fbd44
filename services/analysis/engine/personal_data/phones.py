"""Telephone numbers as people in the United Kingdom write them, with spaces wherever they like."""

import re
from collections.abc import Iterator
from typing import Final

from phonenumbers import Leniency, PhoneNumberMatch, PhoneNumberMatcher, is_valid_number

from services.analysis.domain.codings import Span

_FEWEST_DIGITS: Final = 8
# Eleven digits with gaps anywhere: read before the library, which takes two numbers side by side for one.
_WRITTEN: Final = re.compile(
    r"(?<![0-9A-Za-z£$€+.,/-])\(?0(?:[ \u00a0().-]{0,3}[0-9]){10}(?![0-9%]|[.,][0-9])"
    r"(?: ?(?:ext|est|x)\.? ?[0-9]{1,5})?",
    re.IGNORECASE,
)
_NATIONAL: Final = re.compile(r"0[1235789][0-9]{9}\Z")  # 0 and ten digits: also those that are kept for films
_ABROAD: Final = re.compile(r"(?:\+|00)[1-9][0-9]{7,14}\Z")
_UNITED_KINGDOM: Final = 44


def phones(text: str) -> Iterator[Span]:
    """Every number that can be rung from here: with its 0, or with a country's code.

    A figure has neither, which tells budgets, percentages and years from numbers to ring.
    """
    if sum(map(str.isdecimal, text)) < _FEWEST_DIGITS:
        return
    yield from (Span(*match.span()) for match in _WRITTEN.finditer(text) if _NATIONAL.match(_dialled(match[0])))
    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):
        if _can_be_rung(match) and not _goes_on(text, match):
            yield Span(match.start, match.end)


def _can_be_rung(match: PhoneNumberMatch) -> bool:
    digits = _dialled(match.raw_string)
    if _NATIONAL.match(digits):
        return True
    if _ABROAD.match(digits):
        return match.number.country_code == _UNITED_KINGDOM or bool(is_valid_number(match.number))
    return digits.startswith("0") and bool(is_valid_number(match.number))


def _dialled(written: str) -> str:
    without_extension = re.sub(r"(?:ext|est|x|#).*", "", written, flags=re.IGNORECASE | re.DOTALL)
    return re.sub(r"[^0-9+]", "", without_extension.replace("(0)", ""))


def _goes_on(text: str, match: PhoneNumberMatch) -> bool:
    """A number with more digits, or a currency, at its side is a figure or part of one."""
    before, after = text[: match.start].rstrip()[-1:], text[match.end : match.end + 2]
    return (
        before in ("£", "$", "€", "#") or (after[:1] in (".", ",", "%") and after[1:].isdecimal()) or after[:1] == "%"
    )
