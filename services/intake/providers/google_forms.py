"""Google Forms, through the script of docs/providers.md; also what Google's own events and API say."""

import re
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, joined, matrix
from services.intake.providers.json_reading import Json, elements, member, members, objects, read_object
from services.intake.providers.provider import Fetch, Outcome, RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import acknowledged, answers, id_text, stored, stored_of
from services.intake.providers.standard_signature import StandardSignature
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_API: Final = "forms.googleapis.com"
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)
_TIMESTAMPS: Final = ("Timestamp", "Stamp amser")


class GoogleForms(Tool):
    """Google sends no answers by itself: a script on the form does. An edit comes again with the same id."""

    name = "google-forms"
    title = "Google Forms"
    proof = StandardSignature()
    hosts = frozenset({_API})
    setup = Setup(
        secret=SecretPlace.SIGNATURE,
        hint="Paste the script of the manual into your form's script editor, with this address and the secret.",
        header="webhook-signature",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What the script or Google sent. Raises Unreadable."""
        told = read_object(raw.body)
        if told.get("type") == "ping":
            return acknowledged("ping")
        if members(told, "message", "attributes"):
            return _watched(members(told, "message"))
        data = members(told, "data") or told
        if listed := elements(data, "responses"):
            return stored_of([_from_api(each) for each in listed if each], len(listed))
        if members(data, "namedValues"):
            response = _from_sheet(data)
        elif members(data, "answers"):
            response = _from_api(data)
        else:
            response = _from_script(told, data)
        return stored([response], f"{response.form_id}:{response.id}" if response.id else "")


def _from_script(told: dict[str, Json], data: dict[str, Json]) -> ForeignResponse:
    response_id = id_text(data.get("response_id") or data.get("responseId"))
    if not response_id or not isinstance(data.get("answers"), list):
        raise Unreadable("unexpected-shape")
    sent = moment(data.get("submitted_at")) or moment(told.get("timestamp"))
    given = ((id_text(each.get("item")), id_text(each.get("title")), _text(each)) for each in objects(data, "answers"))
    return ForeignResponse(
        id=response_id,
        form_id=id_text(data.get("form_id") or data.get("formId")),
        submitted_at=sent,
        completed=True,
        language=id_text(data.get("language")),
        answers=answers(given),
        modified_at=sent,
    )


def _text(answer: dict[str, Json]) -> str:
    """A grid holds a column, or a list of them, for each of its rows."""
    value, rows = answer.get("value"), answer.get("rows")
    if not isinstance(value, list) or id_text(answer.get("type")) not in {"GRID", "CHECKBOX_GRID"}:
        return as_text(value)
    if isinstance(rows, list) and len(rows) == len(value):
        return matrix(zip((as_text(row) for row in rows), value, strict=True))
    return joined(as_text(each) for each in value)


def _from_api(data: dict[str, Json]) -> ForeignResponse:
    """A response as the Forms API gives it."""
    sent = moment(data.get("lastSubmittedTime"))
    return ForeignResponse(
        id=id_text(data.get("responseId")),
        form_id=id_text(data.get("formId")),
        submitted_at=sent or moment(data.get("createTime")),
        completed=True,
        language="",
        answers=answers((ref, "", _texts(members(data, "answers", ref))) for ref in members(data, "answers")),
        modified_at=sent,
    )


def _texts(answer: dict[str, Json]) -> str:
    written = [each.get("value") for each in objects(answer, "textAnswers", "answers")]
    files = [each.get("fileId") or each.get("fileName") for each in objects(answer, "fileUploadAnswers", "answers")]
    return as_text([*written, *files])


def _from_sheet(data: dict[str, Json]) -> ForeignResponse:
    """The event of a sheet, which has no id of the response."""
    named = members(data, "namedValues")
    sent = next((as_text(named[name]) for name in _TIMESTAMPS if name in named), "")
    return ForeignResponse(
        id=id_text(data.get("response_id")),
        form_id=id_text(data.get("form_id")),
        submitted_at=moment(sent),
        completed=True,
        language="",
        answers=answers((ref, ref, as_text(value)) for ref, value in named.items() if ref not in _TIMESTAMPS),
    )


def _watched(message: dict[str, Json]) -> Reading:
    """A watch tells only that a form has new responses."""
    form_id = id_text(member(message, "attributes", "formId"))
    key = id_text(message.get("messageId"))
    if member(message, "attributes", "eventType") != "RESPONSES":
        return acknowledged("no-response-event", key)
    if not _ID.fullmatch(form_id):
        raise Unreadable("odd-id")
    fetch = Fetch(host=_API, path=f"/v1/forms/{form_id}/responses")
    return Reading(outcome=Outcome.FETCH_REQUIRED, reason="thin-event", fetch=(fetch,), key=key)
