"""The fields of an answer as they are posted, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from services.reports.domain.answering import LONGEST_ANSWER, LONGEST_OWNER, Answer, Said, State
from shared.web.languages import LANGUAGES

Wrong = dict[str, str]
_PARTS: Final = 3
_LONGEST_NUMBER: Final = 4


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What stands in the fields: also what can't be kept."""

    state: str
    text: dict[str, str]
    owner: str
    owner_shown: bool
    day: tuple[str, str, str]

    @property
    def on(self) -> date | None:
        """The day that was typed, None without one or where there is none like it."""
        if not all(part.isascii() and part.isdigit() and len(part) <= _LONGEST_NUMBER for part in self.day):
            return None
        day, month, year = map(int, self.day)
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def said(self) -> Said:
        """What is to be kept; asked for only when nothing is wrong."""
        text = {language: words for language, words in self.text.items() if words}
        return Said(State(self.state), text, self.owner, self.owner_shown and bool(self.owner), self.on)

    def wrong(self) -> list[Wrong]:
        """What is wrong, as an error summary wants it."""
        return list(self._wrong())

    def _wrong(self) -> Iterator[Wrong]:
        if self.state not in list(State):
            yield {"field": "state", "message": _("Choose what became of it")}
        if not any(self.text.values()):
            yield {"field": "text-en", "message": _("Write the answer in one language at least")}
        for language, words in self.text.items():
            if len(words) > LONGEST_ANSWER:
                yield {
                    "field": f"text-{language}",
                    "message": _("Use %(limit)s characters or fewer", limit=LONGEST_ANSWER),
                }
        if len(self.owner) > LONGEST_OWNER:
            yield {"field": "owner", "message": _("Use %(limit)s characters or fewer", limit=LONGEST_OWNER)}
        if any(self.day) and self.on is None:
            yield {"field": "day", "message": _("Enter a day that there is, such as 27 3 2027")}


def posted_answer(posted: "MultiDict[str, str]") -> AnswerForm:
    """The form as it was sent."""
    parts = [part.strip() for part in posted.getlist("day")][:_PARTS]
    day, month, year = (*parts, *[""] * (_PARTS - len(parts)))
    return AnswerForm(
        state=posted.get("state", ""),
        text={language: posted.get(f"text-{language}", "").replace("\r\n", "\n").strip() for language in LANGUAGES},
        owner=posted.get("owner", "").strip(),
        owner_shown=posted.get("owner_shown") == "yes",
        day=(day, month, year),
    )


def held_answer(answer: Answer | None) -> AnswerForm:
    """The form with what holds; empty where nothing was said."""
    if answer is None:
        return AnswerForm("", dict.fromkeys(LANGUAGES, ""), "", False, ("", "", ""))
    said = answer.said
    day = (str(said.on.day), str(said.on.month), str(said.on.year)) if said.on else ("", "", "")
    text = {language: said.text.get(language, "") for language in LANGUAGES}
    return AnswerForm(said.state.value, text, said.owner, said.owner_shown, day)
