"""A question as a document of plain values; a setting that is not set is left out."""

from collections.abc import Mapping
from typing import Any, Final

from services.intake.adapters.document_parts import Part, wording_document
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.questions import SETTINGS, Question
from services.intake.domain.show_when import ShowWhen
from services.intake.domain.wording import Wording

_QUESTION_KEYS: Final = frozenset(
    {"key", "type", "text", "help", "required", "show_when", *(name for name, _ in SETTINGS.values())}
)
_OPTION_KEYS: Final = frozenset({"key", "text", "other", "permits"})
_SHOW_KEYS: Final = frozenset({"question", "is"})


def question_from(number: int, item: object) -> Question:
    """The question that a document holds, the `number`th of its survey. Raises InvalidSurvey."""
    name = str(item.get("key") or f"number {number}") if isinstance(item, Mapping) else f"number {number}"
    found = Part(name, item, _QUESTION_KEYS)
    return Question(
        key=found.text("key"),
        kind=found.one_of("type", tuple(QUESTION_TYPES)),
        text=found.wording("text"),
        help=found.wording("help"),
        codebook=found.optional("codebook", str, None),
        required=found.optional("required", bool, False),
        longest=found.optional("max_length", int, 0),
        least=found.optional("least_choices", int, 0),
        most=found.optional("most_choices", int, 0),
        options=tuple(_option(found, name, each) for each in found.optional("options", list, [])),
        lowest=found.optional("from", int, None),
        highest=found.optional("to", int, None),
        lowest_label=found.wording("from_label"),
        highest_label=found.wording("to_label"),
        attribute=found.optional("attribute", bool, False),
        megabytes=found.optional("max_megabytes", int, 0),
        show_when=_show_when(name, found.value("show_when")),
    )


def question_document(question: Question) -> dict[str, Any]:
    """The document from which `question_from` reads the same question."""
    document: dict[str, Any] = {"key": question.key, "type": question.kind, "text": wording_document(question.text)}
    if question.help:
        document["help"] = wording_document(question.help)
    if question.required:
        document["required"] = True
    for field, (name, unset) in SETTINGS.items():
        value = getattr(question, field)
        if value != unset:
            document[name] = _plain(value)
    if question.show_when:
        document["show_when"] = {"question": question.show_when.question, "is": list(question.show_when.values)}
    return document


def _plain(value: Any) -> Any:
    if isinstance(value, Wording):
        return wording_document(value)
    return [_option_document(option) for option in value] if isinstance(value, tuple) else value


def _option(question: Part, name: str, item: object) -> Option:
    if not isinstance(item, Mapping):
        return Option(key=question.name(item, "options"))
    found = Part(name, item, _OPTION_KEYS)
    return Option(
        key=found.name(found.value("key"), "options"),
        text=found.wording("text"),
        other=found.optional("other", bool, False),
        permits=found.names("permits"),
    )


def _option_document(option: Option) -> dict[str, Any]:
    document: dict[str, Any] = {"key": option.key}
    if option.text:
        document["text"] = wording_document(option.text)
    if option.other:
        document["other"] = True
    if option.permits:
        document["permits"] = list(option.permits)
    return document


def _show_when(name: str, item: object) -> ShowWhen | None:
    if item is None:
        return None
    found = Part(name, item, _SHOW_KEYS)
    return ShowWhen(found.text("question"), found.names("is"))
