"""Formbricks: answers by element id, hidden fields among them; question texts are not sent."""

from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, joined, matrix
from services.intake.providers.json_reading import Json, members, read_object
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import acknowledged, answers, id_text, stored
from services.intake.providers.standard_signature import StandardSignature
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_LENGTHS: Final = frozenset({5, 6})
_EVENTS: Final = frozenset({"responseCreated", "responseUpdated", "responseFinished"})


class Formbricks(Tool):
    """Events responseCreated, responseUpdated and responseFinished come in any order, with all that is known so far."""

    name = "formbricks"
    title = "Formbricks"
    proof = StandardSignature()
    setup = Setup(
        secret=SecretPlace.TOOL_KEY,
        hint="Add a webhook in Formbricks with this address, and paste here the signing secret that Formbricks shows.",
        header="webhook-signature",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        event = id_text(told.get("event"))
        if event == "testEndpoint":
            return acknowledged("ping")
        if event not in _EVENTS:
            raise Unreadable("unknown-event")
        data = members(told, "data")
        response = _response(data, finished=data.get("finished") is True or event == "responseFinished")
        return stored([response] if response.id else [], f"{response.id}:{event}")


def _response(data: dict[str, Json], *, finished: bool) -> ForeignResponse:
    language = id_text(data.get("language"))
    modified_at = moment(data.get("updatedAt"))
    given = [(ref, "", _text(value)) for ref, value in members(data, "data").items()]
    computed = [(ref, "", as_text(value)) for ref, value in members(data, "variables").items()]
    return ForeignResponse(
        id=id_text(data.get("id")),
        form_id=id_text(data.get("surveyId")),
        submitted_at=modified_at or moment(data.get("createdAt")),
        completed=finished,
        language="" if language == "default" else language,
        answers=answers([*given, *computed]),
        modified_at=modified_at,
    )


def _text(value: Json) -> str:
    if isinstance(value, dict):
        return matrix(value.items())
    # An address has six parts and a contact five, with gaps; a gap among fewer or more is a choice not yet written.
    if isinstance(value, list) and "" in value and len(value) in _LENGTHS:
        return joined((as_text(each) for each in value), ", ")
    return as_text(value)
