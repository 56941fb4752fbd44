"""Tally: fields with their options beside them, so that ids become texts without asking again."""

from collections.abc import Iterator
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, matrix, scalar_text
from services.intake.providers.json_reading import Json, members, objects, read_object
from services.intake.providers.proofs import CompactBodySignature
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, id_text, stored
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_CHOICES: Final = frozenset({"MULTIPLE_CHOICE", "DROPDOWN", "MULTI_SELECT", "CHECKBOXES", "RANKING"})


class Tally(Tool):
    """The one event is a new submission; edits and deletions are not sent."""

    name = "tally"
    title = "Tally"
    proof = CompactBodySignature(header="tally-signature")
    setup = Setup(
        secret=SecretPlace.SIGNATURE,
        hint="Connect a webhook in Tally under Integrations with this address, and paste the signing secret there.",
        header="tally-signature",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        if told.get("eventType", "FORM_RESPONSE") != "FORM_RESPONSE":
            raise Unreadable("unknown-event")
        data = members(told, "data")
        response = ForeignResponse(
            id=id_text(data.get("submissionId") or data.get("responseId")),
            form_id=id_text(data.get("formId")),
            submitted_at=moment(data.get("createdAt")) or moment(told.get("createdAt")),
            completed=True,
            language=id_text(data.get("language")),
            answers=answers(_given(data)),
        )
        return stored([response] if response.id else [], response.id)


def _given(data: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for field in objects(data, "fields"):
        kind, value = id_text(field.get("type")), field.get("value")
        # A question with check boxes is followed by a field for each box, which says nothing more.
        if kind == "CHECKBOXES" and isinstance(value, bool):
            continue
        yield id_text(field.get("key")), id_text(field.get("label")), _text(field, kind, value)


def _text(field: dict[str, Json], kind: str, value: Json) -> str:
    if kind == "MATRIX" and isinstance(value, dict):
        rows, columns = _texts_of(field, "rows"), _texts_of(field, "columns")
        return matrix((rows.get(row, row), _named(chosen, columns)) for row, chosen in value.items())
    if kind in _CHOICES or "options" in field:
        return as_text(_named(value, _texts_of(field, "options")))
    return as_text(value)


def _texts_of(field: dict[str, Json], name: str) -> dict[str, str]:
    return {id_text(each.get("id")): id_text(each.get("text")) for each in objects(field, name)}


def _named(value: Json, texts: dict[str, str]) -> list[Json]:
    """The texts of ids; what is no id of an option is somebody's own words."""
    chosen = value if isinstance(value, list) else [value]
    return [texts.get(scalar_text(each)) or each for each in chosen]
