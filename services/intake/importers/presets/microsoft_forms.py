"""Microsoft Forms: a workbook, or the CSV that was made of it; five columns, then the questions.

The headings are translated into the language of who exports, so the first columns are known by what stands in them.
"""

import re
from collections.abc import Iterator
from typing import Final

from services.intake.importers.clocks import day_comes_first, moment
from services.intake.importers.layout import Asked, Head, Layout, Preset, named_apart
from services.intake.importers.told import Listed

_HEADINGS: Final = ("start time", "completion time", "email", "name")
_LANGUAGE: Final = ("language", "iaith")
_NO_QUESTIONS: Final = frozenset(
    {"last modified time", "total points", "quiz feedback", "grade posted time", "language", "iaith", ""}
)
_OF_A_QUIZ: Final = re.compile(r"(?:points|feedback) [-–] (.+)", re.IGNORECASE)
_FEWEST: Final = 6


class MicrosoftForms:
    """Several choices end with a semicolon each; moments bear no zone."""

    name = "microsoft-forms"
    provider = "microsoft-forms"

    def recognises(self, head: Head) -> float:
        """By the headings in English; else by an id and two moments in front."""
        headings = [heading.casefold() for heading in head.headings]
        if headings[:1] == ["id"] and sum(name in headings[1:6] for name in _HEADINGS) >= 2:
            return 1.0
        first = head.rows[1] if len(head.rows) > 1 else ()
        if len(first) < _FEWEST or not first[0].strip().isdecimal():
            return 0.0
        return 0.8 if all(moment(text) and ":" in text for text in first[1:3]) else 0.0

    def layout(self, head: Head) -> Layout:
        """The questions stand behind the name. Headings in another language than English are no American's."""
        headings = head.headings
        in_english = head.position("Completion time")
        time_at = 2 if in_english is None else in_english
        return Layout(
            questions=tuple(self._asked(headings, self._first(head))),
            id_at=0,
            time_at=time_at,
            day_first=day_comes_first(head.below(time_at), usually=in_english is None),
            language_at=head.position(*_LANGUAGE),
        )

    def _first(self, head: Head) -> int:
        known = [at for at, heading in enumerate(head.headings[:6]) if heading.casefold() in _HEADINGS]
        return max(known) + 1 if known else 5

    def _asked(self, headings: tuple[str, ...], first: int) -> Iterator[Asked]:
        names = list(named_apart(headings))
        for at in range(first, len(headings)):
            of_quiz = _OF_A_QUIZ.fullmatch(headings[at])
            if headings[at].casefold() in _NO_QUESTIONS or (of_quiz and of_quiz[1] in headings):
                continue
            yield Asked(names[at], headings[at], Listed(at, ";", ends_with_mark=True))


PRESET: Final[Preset] = MicrosoftForms()
