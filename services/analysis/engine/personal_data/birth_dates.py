"""Dates of birth, where the text says that a date is one: "DOB 3/4/62", "ganwyd ar 3 Ebrill 1962"."""

import re
from collections.abc import Iterator
from typing import Final

from services.analysis.domain.codings import Span

_SAID: Final = (
    r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth|\bbirth ?date|\bborn|\b(?:d?dyddiad|nyddiad|dydd) geni|"
    r"\bgan(?:wyd|ed)|\bngeni)"
)
_BETWEEN: Final = r"(?:[\s:=,–-]|\b(?:is|was|on|the|at|fi|hi|ef|e|o|ar|yn|yw|ydi|y|yr)\b){1,8}"
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|[mf]awrth|ebrill|[mf]ai|[mf]ehefin|g?orffennaf|awst|[mf]edi|hydref|"
    r"[td]achwedd|rh?agfyr)\b\.?"
)
_DAY: Final = r"[0-3]?[0-9](?:st|nd|rd|th|af|il|ydd|edd|fed|ain|eg)?"
_YEAR: Final = r"(?:[12][0-9]{3}|['’]?[0-9]{2})(?![0-9])"
_DATE: Final = (
    rf"(?:[0-3]?[0-9]\s?(?P<mark>[./-]|\s)\s?[01]?[0-9]\s?(?P=mark)\s?{_YEAR}"
    rf"|[12][0-9]{{3}}-[01][0-9]-[0-3][0-9](?![0-9])"
    rf"|{_DAY}\s(?:(?:of|o)\s)?{_MONTH},?\s{_YEAR}"
    rf"|{_MONTH}\s{_DAY}(?![0-9]),?\s{_YEAR})"
)
_BIRTH: Final = re.compile(rf"{_SAID}{_BETWEEN}(?<![0-9])(?P<date>{_DATE})", re.IGNORECASE)


def birth_dates(text: str) -> Iterator[Span]:
    """The dates that are called dates of birth, without the words that call them so."""
    return (Span(*match.span("date")) for match in _BIRTH.finditer(text))
