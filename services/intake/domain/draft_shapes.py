"""Whether a document that somebody uploads has the shape that the pages can show; what it says is judged later."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from services.intake.domain.draft_errors import UnreadableDraft
from services.intake.domain.question_types.question_type import is_storable

_OF_SURVEY: Final = ("title", "intro", "thanks", "closed_message", "caution")
_OF_QUESTION: Final = ("text", "help", "from_label", "to_label")


def shaped(document: object) -> dict[str, Any]:
    """The document in plain values. Raises UnreadableDraft when a page could not show all of it."""
    plain = _plain(document)
    if not isinstance(plain, dict):
        raise UnreadableDraft(question="", rule="must be a mapping of keys to values")
    for question, rule in _faults(plain):
        raise UnreadableDraft(question=question, rule=rule)
    return plain


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return {_name(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    told = value if isinstance(value, str | int | float | bool | None) else str(value)
    if isinstance(told, str) and not is_storable(told):
        raise UnreadableDraft(question="", rule="holds characters that can't be stored")
    return told


def _name(name: object) -> str:
    """YAML reads the language code `no` as false."""
    return {True: "yes", False: "no"}[name] if isinstance(name, bool) else str(name)


def _faults(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("", f"{name} must give a text for each language") for name in _OF_SURVEY if _unfit(document.get(name)))
    questions = document.get("questions") or []
    if not isinstance(questions, list):
        yield "", "questions must be a list"
    else:
        for number, question in enumerate(questions, 1):
            yield from _named_faults(number, question)


def _named_faults(number: int, question: object) -> Iterator[tuple[str, str]]:
    if not isinstance(question, dict):
        yield f"number {number}", "must be a mapping of keys to values"
    else:
        yield from ((str(question.get("key") or f"number {number}"), rule) for rule in _faults_of(question))


def _faults_of(question: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} must give a text for each language" for name in _OF_QUESTION if _unfit(question.get(name)))
    options = question.get("options") or []
    if not isinstance(options, list) or any(isinstance(each, list) for each in options):
        yield "options must be a list of options"
    elif any(_unfit(each.get("text")) for each in options if isinstance(each, dict)):
        yield "options must give a text for each language"
    after = question.get("show_when")
    if after is not None and not isinstance(after, dict):
        yield "show_when must name a question and its answers"


def _unfit(wording: object) -> bool:
    """Whether this is no text by language, each plain or with its state."""
    if not wording:
        return False
    return not isinstance(wording, dict) or not all(
        isinstance(said, str) or (isinstance(said, dict) and isinstance(said.get("text", ""), str | None))
        for said in wording.values()
    )
