"""SmartSurvey: a batch of responses in each delivery, with question texts; each response stands on its own."""

from collections.abc import Iterator
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, joined
from services.intake.providers.json_reading import Json, elements, members, objects, read_json
from services.intake.providers.proofs import BodySignature
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, batch_key, id_text, stored_of
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.xml_reading import Element, read_xml

_LISTS: Final = frozenset({"responses", "pages", "questions", "answers"})


class SmartSurvey(Tool):
    """JSON or, if the owner chose so, XML; it is sent again until it is answered with exactly 200."""

    name = "smartsurvey"
    title = "SmartSurvey"
    proof = BodySignature(header="x-smartsurvey-signature", hexadecimal=True)
    setup = Setup(
        secret=SecretPlace.TOOL_KEY,
        hint="Add a webhook in SmartSurvey with this address, and paste here the signature key that SmartSurvey shows.",
        header="x-smartsurvey-signature",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        is_xml = raw.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        told = _as_json(read_xml(raw.body)) if is_xml else read_json(raw.body)
        batch = elements({"batch": told}, "batch") or elements(told, "responses") or [members(told)]
        found = [_response(each) for each in batch if id_text(each.get("id"))]
        return stored_of(found, len(batch), batch_key(f"{each.id}@{each.modified_at or ''}" for each in found))


def _as_json(element: Element) -> Json:
    if element.name in _LISTS:
        return [_as_json(child) for child in element.children]
    if element.children:
        return {child.name: _as_json(child) for child in element.children}
    return element.text


def _response(told: dict[str, Json]) -> ForeignResponse:
    return ForeignResponse(
        id=id_text(told.get("id")),
        form_id=id_text(told.get("survey_id")),
        submitted_at=moment(told.get("date_ended")) or moment(told.get("date_modified")),
        completed=told.get("status", "completed") == "completed",
        language="",
        answers=answers(_given(told)),
        modified_at=moment(told.get("date_modified")),
    )


def _given(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for page in objects(told, "pages"):
        for question in objects(page, "questions"):
            said = joined(_text(answer) for answer in objects(question, "answers"))
            yield id_text(question.get("id")), id_text(question.get("title")), said


def _text(answer: dict[str, Json]) -> str:
    said = as_text(answer.get("value")) or as_text(answer.get("choice_title"))
    row = as_text(answer.get("row_title"))
    column = as_text(answer.get("column_title"))
    if not said or said == row:
        said = column
    return f"{row}: {said}" if row and said else said or row
