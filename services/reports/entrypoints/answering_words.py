"""Answers to codes as sentences in both languages, on pages and in files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _l

from services.reports.application.answers_published import PROMISED_BEFORE, WHAT_WE_DID
from services.reports.domain.answering import Answer, State
from services.reports.domain.report_content import Part
from services.reports.entrypoints.telling import in_language
from services.reports.findings.lines import Title
from services.reports.findings.thawing import Published

ANSWER_COLUMNS: Final = ("code", "title", "state", "text_en", "text_cy", "by", "date", "promised", "survey")
_DAY: Final = "d MMMM y"
_STATES: Final[Mapping[State, Any]] = {
    State.DID: _l("We did"),
    State.WILL: _l("We will"),
    State.WONT: _l("We won't, because"),
}


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """An answer as a publication tells it; `survey` is the earlier one it was given in, None for this one."""

    code: str
    title: Title
    state: State
    text: Title
    by: str
    on: date | None
    promised: bool
    survey: Title | None = None


def answers_told(published: Published) -> tuple[AnswerTold, ...]:
    """What was said to the codes of a publication; earlier documents have none."""
    return tuple(_told(each, published) for each in published.plain.get(WHAT_WE_DID, ()))


def promises_told(published: Published) -> tuple[AnswerTold, ...]:
    """What was promised at earlier events."""
    return tuple(_told(each, published) for each in published.plain.get(PROMISED_BEFORE, ()))


def all_told(published: Published) -> tuple[AnswerTold, ...]:
    """Both, those of this publication first."""
    return *answers_told(published), *promises_told(published)


def state_words(state: State) -> str:
    """What became of it, as the beginning of a sentence."""
    return str(_STATES[state])


def written(day: date) -> str:
    """A day as pages and files write it."""
    return str(format_date(day, _DAY))


def when_words(told: AnswerTold | Answer, in_words: Callable[[date], str] = written) -> str:
    """When it was done or will be, and that it had been promised; "" where there is nothing to say."""
    state, on = (told.said.state, told.said.on) if isinstance(told, Answer) else (told.state, told.on)
    day = in_words(on) if on else ""
    if state is State.WILL:
        return str(gettext("by %(day)s", day=day)) if day else ""
    if state is State.DID and told.promised:
        return str(gettext("as promised, on %(day)s", day=day)) if day else str(gettext("as promised"))
    return day


def done_part(published: Published) -> Part | None:
    """What was done since, for files; None where nothing was said."""
    points = [_sentence(each) for each in all_told(published)]
    return Part(str(gettext("You said, we did")), points=tuple(points)) if points else None


def answer_rows(published: Published) -> Iterator[dict[str, Any]]:
    """A row for each answer, with the columns above."""
    for each in all_told(published):
        yield {
            "code": each.code,
            "title": in_language(each.title),
            "state": each.state.value,
            "text_en": each.text.get("en", ""),
            "text_cy": each.text.get("cy", ""),
            "by": each.by,
            "date": each.on.isoformat() if each.on else "",
            "promised": "yes" if each.promised else "no",
            "survey": in_language(each.survey) if each.survey else "",
        }


def beside_words(told: AnswerTold, when: str) -> str:
    """Whose it is, when, and at which earlier event it was promised."""
    return ", ".join(filter(None, (told.by, when, in_language(told.survey) if told.survey else "")))


def _sentence(told: AnswerTold) -> str:
    beside = beside_words(told, when_words(told))
    sentence = f"{in_language(told.title)} – {state_words(told.state)}: {in_language(told.text)}"
    return f"{sentence} ({beside})" if beside else sentence


def _told(plain: Mapping[str, Any], published: Published) -> AnswerTold:
    return AnswerTold(
        code=plain["code"],
        title=published.code_title(plain["code"]),
        state=State(plain["state"]),
        text=plain["text"],
        by=plain["by"],
        on=date.fromisoformat(plain["date"]) if plain["date"] else None,
        promised=plain["promised"],
        survey=plain.get("survey_title"),
    )
