"""Standard Webhooks: any sender that signs by the specification, with whatever JSON it sends."""

from collections.abc import Iterator
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text
from services.intake.providers.json_reading import Json, members, objects, read_object
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import (
    DELETED,
    about,
    acknowledged,
    answers,
    flattened,
    id_text,
    stored,
    told_of,
)
from services.intake.providers.standard_signature import StandardSignature
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_ID: Final = ("id", "response_id", "responseId", "submission_id", "submissionId")
_FORM: Final = ("form_id", "formId", "survey_id", "surveyId", "form", "survey")
_SENT: Final = ("submitted_at", "submittedAt", "completed_at", "completedAt", "created_at", "createdAt")
_CHANGED: Final = ("updated_at", "updatedAt", "modified_at", "modifiedAt")
_LANGUAGE: Final = ("language", "lang", "locale")
_COMPLETE: Final = ("completed", "complete", "finished", "is_complete")
_LIST: Final = ("answers", "questions", "fields")
_REF: Final = ("ref", "key", "item", "id", "question_id", "questionId", "field", "name")
_LABEL: Final = ("label", "title", "question", "question_text", "text", "name")
_VALUE: Final = ("answer", "value", "values", "answer_text", "choices")
_ABOUT_IT: Final = frozenset({*_ID, *_FORM, *_SENT, *_CHANGED, *_LANGUAGE, *_COMPLETE, *_LIST, "source"})
_PINGS: Final = frozenset({"ping", "test"})
_PARTIAL: Final = frozenset({"partial", "started", "saved", "abandoned"})
_GONE: Final = frozenset({"deleted", "withdrawn"})


class StandardWebhooks(Tool):
    """A body of `type`, `timestamp` and `data`; the answers are a list or an object in `data`, or its own members."""

    name = "standard-webhooks"
    title = "Standard Webhooks"
    proof = StandardSignature()
    setup = Setup(
        secret=SecretPlace.SIGNATURE,
        hint="Let your program send JSON to this address, signed with the secret as Standard Webhooks describes it.",
        header="webhook-signature",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        key = raw.headers.get("webhook-id", "")
        happened = set(id_text(told.get("type")).lower().replace("_", ".").split("."))
        if happened & _PINGS:
            return acknowledged("ping", key)
        data = members(told, "data") or told
        response_id = _first(data, _ID) or key
        if happened & _GONE:
            return told_of(about(response_id, _first(data, _FORM)), DELETED, key)
        response = _response(told, data, response_id, is_partial=bool(happened & _PARTIAL))
        if not response.answers:
            raise Unreadable("no-answers")
        return stored([response], key or response_id)


def _response(told: dict[str, Json], data: dict[str, Json], response_id: str, *, is_partial: bool) -> ForeignResponse:
    sent = (data.get(name) for name in _SENT if name in data)
    changed = (data.get(name) for name in _CHANGED if name in data)
    return ForeignResponse(
        id=response_id,
        form_id=_first(data, _FORM),
        submitted_at=moment(next(sent, told.get("timestamp"))),
        completed=not is_partial and all(data.get(name) is not False for name in _COMPLETE),
        language=_first(data, _LANGUAGE),
        answers=answers(_given(data)),
        modified_at=moment(next(changed, told.get("timestamp"))),
    )


def _given(data: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for name in _LIST:
        for entry in objects(data, name):
            yield _first(entry, _REF), _first(entry, _LABEL), _value(entry)
        yield from flattened(members(data, name), "", ".")
    own = {name: value for name, value in data.items() if name not in _ABOUT_IT | {"type", "timestamp", "data"}}
    yield from flattened(own, "", ".")


def _value(entry: dict[str, Json]) -> str:
    return as_text(next((entry[name] for name in _VALUE if name in entry), None))


def _first(data: dict[str, Json], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := id_text(data.get(name)))), "")
