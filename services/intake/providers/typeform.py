"""Typeform: typed answers beside a definition that holds the titles."""

from collections.abc import Iterator
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, joined
from services.intake.providers.json_reading import Json, elements, member, members, objects, read_object
from services.intake.providers.proofs import BodySignature
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, id_text, stored, stored_of
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_COMPLETE: Final = "form_response"
_PARTIAL: Final = "form_response_partial"


class Typeform(Tool):
    """Unanswered questions are missing from a delivery; a type of answer that is not known is kept as it came."""

    name = "typeform"
    title = "Typeform"
    proof = BodySignature(header="typeform-signature", prefix="sha256=")
    setup = Setup(
        secret=SecretPlace.SIGNATURE,
        hint="Add a webhook in Typeform under Connect with this address, paste the secret there and switch it on.",
        header="typeform-signature",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        if listed := elements(told, "items"):
            return _listed(listed)
        event = id_text(told.get("event_type", _COMPLETE))
        if event not in {_COMPLETE, _PARTIAL}:
            raise Unreadable("unknown-event")
        form_response = members(told, _COMPLETE) or members(told, _PARTIAL)
        response = _response(form_response, completed=event == _COMPLETE)
        return stored([response] if response.id else [], response.id)


def _listed(found: list[dict[str, Json]]) -> Reading:
    """Responses as Typeform's API lists them: those that somebody only started have no answers and no time."""
    begun = [each for each in found if each.get("answers") or each.get("submitted_at") or not each.get("token")]
    told = [_response(each, completed=each.get("response_type", "completed") == "completed") for each in begun]
    return stored_of([each for each in told if each.id], len(begun))


def _response(told: dict[str, Json], *, completed: bool) -> ForeignResponse:
    return ForeignResponse(
        id=id_text(told.get("token")),
        form_id=id_text(told.get("form_id") or member(told, "definition", "id")),
        submitted_at=moment(told.get("submitted_at")),
        completed=completed,
        language=id_text(member(told, "metadata", "language") or member(told, "definition", "settings", "language")),
        answers=answers([*_given(told), *_computed(told)]),
    )


def _given(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    fields = {id_text(field.get("id")): field for field in _fields(objects(told, "definition", "fields"))}
    for answer in objects(told, "answers"):
        field_id = id_text(member(answer, "field", "id"))
        field = fields.get(field_id, {})
        ref = member(answer, "field", "ref") or field.get("ref") or field_id
        yield id_text(ref), id_text(field.get("title")), _text(answer)


def _fields(found: list[dict[str, Json]]) -> Iterator[dict[str, Json]]:
    """The fields of a form and those in their groups."""
    for field in found:
        yield field
        yield from _fields(objects(field, "properties", "fields"))


def _computed(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    """Hidden fields, variables and the score, which is apart from a variable of that name."""
    for name, value in members(told, "hidden").items():
        yield name, name, as_text(value)
    variables = {id_text(each.get("key")): each.get(id_text(each.get("type"))) for each in objects(told, "variables")}
    for name, value in variables.items():
        yield name, name, as_text(value)
    score = "calculated.score" if "score" in variables else "score"
    yield score, score, as_text(member(told, "calculated", "score"))


def _text(answer: dict[str, Json]) -> str:
    value = answer.get(id_text(answer.get("type")))
    if not isinstance(value, dict):
        return as_text(value)
    if "labels" in value or isinstance(value.get("other"), str):
        return joined([as_text(value.get("labels")), as_text(value.get("other"))])
    if "label" in value or "amount" in value:
        return as_text(value.get("label") or value.get("amount"))
    return as_text(value)
