"""A question that is answered by a day."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from services.intake.domain.errors import Fault
from services.intake.domain.question_types.question_type import Asked, Control, QuestionType

_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_BRITISH: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December".split(),
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split(),
}


class Date(QuestionType):
    """A day as `2026-03-01`; forms ask for day, month and year apart."""

    name = "date"
    control = Control.DATE
    longest = 10
    repeats = True

    def joined(self, asked: Asked, posted: Sequence[str], own_words: str = "") -> str:  # noqa: ARG002  because other types look at all
        """The day of three numbers; what makes no day stays as it was written, a line for each."""
        if not any(text.strip() for text in posted):
            return ""
        numbers = [text.strip() for text in posted]
        if len(numbers) == 3 and all(re.fullmatch(r"\d{1,4}", number, re.ASCII) for number in numbers):
            day, month, year = numbers
            return f"{year}-{month.zfill(2)}-{day.zfill(2)}"
        return "\n".join(posted)

    def parts(self, asked: Asked, text: str) -> list[str]:  # noqa: ARG002  because other types look at the question
        """Day, month and year as they were typed."""
        pieces = list(reversed(text.split("-"))) if "-" in text and "\n" not in text else text.split("\n")
        return [*pieces, "", "", ""][:3]

    def fault(self, asked: Asked, text: str) -> Fault | None:
        """It must be a day of the calendar."""
        return None if _day(text) else Fault("answer-no-date", asked.key)

    def shown(self, asked: Asked, text: str, language: str) -> str:  # noqa: ARG002  because other types look at the question
        """`1 March 2026`, in the languages whose months are known here."""
        day, months = _day(text), _MONTHS.get(language)
        return f"{day.day} {months[day.month - 1]} {day.year}" if day and months else text

    def read(self, asked: Asked, cell: str) -> str:  # noqa: ARG002  because other types look at the question
        """Also days as they are written in Britain: `1/3/2026`."""
        found = _BRITISH.fullmatch(cell.strip())
        return "{2}-{1:0>2}-{0:0>2}".format(*found.groups()) if found else cell.strip()


def _day(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
