"""Fillout: questions with names and values; deliveries are wrapped in the form, the documentation's entries are not."""

from collections.abc import Iterator

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, matrix
from services.intake.providers.json_reading import Json, elements, member, members, objects, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, batch_key, id_text, stored_of
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool


class Fillout(Tool):
    """No signature is documented: the secret stands in a header of the advanced webhook, or in the address."""

    name = "fillout"
    title = "Fillout"
    proof = SharedSecret()
    setup = Setup(
        secret=SecretPlace.ADDRESS,
        hint="Add a webhook in Fillout under Integrate with this address: the secret is part of it.",
        header="x-adborth-secret",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        found = elements(told, "responses") or [members(told, "submission") or told]
        responses = [_response(each, id_text(told.get("formId"))) for each in found]
        kept = [each for each in responses if each.id]
        return stored_of(kept, len(found), batch_key(each.id for each in kept))


def _response(told: dict[str, Json], form_id: str) -> ForeignResponse:
    return ForeignResponse(
        id=id_text(told.get("submissionId")),
        form_id=id_text(told.get("formId")) or form_id,
        submitted_at=moment(told.get("submissionTime")),
        completed=told.get("status") != "in_progress",
        language=id_text(told.get("language")),
        answers=answers(_given(told)),
        modified_at=moment(told.get("lastUpdatedAt")),
    )


def _given(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for kind in ("questions", "calculations", "urlParameters"):
        for each in objects(told, kind):
            yield id_text(each.get("id")), id_text(each.get("name")), _text(each)
    for each in objects(told, "scheduling"):
        begins = as_text(member(each, "value", "eventStartTime"))
        yield id_text(each.get("id")), id_text(each.get("name")), begins


def _text(question: dict[str, Json]) -> str:
    value = question.get("value")
    if isinstance(value, dict) and question.get("type") == "Matrix":
        return matrix(value.items())
    return as_text(value)
