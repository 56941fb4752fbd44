"""Qualtrics: an event as a web form names a response, which is fetched and read here too."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text
from services.intake.providers.field_signature import FieldSignature
from services.intake.providers.form_bodies import form_fields
from services.intake.providers.json_reading import Json, members, read_object
from services.intake.providers.provider import Fetch, RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import about, acknowledged, answers, id_text, stored, wanted
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_HOSTS: Final = ".qualtrics.com"
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_PREVIEWS: Final = frozenset({"1", "survey preview", "preview"})
_NOTED: Final = frozenset(
    "startDate endDate status ipAddress progress duration finished recordedDate _recordId recipientLastName "
    "recipientFirstName recipientEmail externalDataReference locationLatitude locationLongitude distributionChannel "
    "userLanguage".split()
)


class Qualtrics(Tool):
    """The host of its API is that of the brand's data centre, which the connection knows."""

    name = "qualtrics"
    title = "Qualtrics"
    proof = FieldSignature(field="HMAC", message="MSG", digest="sha512")
    hosts = frozenset({_HOSTS})
    setup = Setup(
        secret=SecretPlace.SIGNATURE,
        hint="Let a brand administrator subscribe this address to completed responses, with the secret as shared key.",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What an event or the fetched response says. Raises Unreadable."""
        if raw.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
            return _details(read_object(raw.body))
        fields = form_fields(raw.body)
        message: Mapping[str, Json] = read_object(fields["MSG"]) if fields.get("MSG") else dict(fields)
        return _event(id_text(fields.get("Topic") or message.get("Topic")), message)


def _event(topic: str, message: Mapping[str, Json]) -> Reading:
    survey, response_id = id_text(message.get("SurveyID")), id_text(message.get("ResponseID"))
    if topic and "Response" not in topic:
        return acknowledged("no-response-event", response_id)
    if id_text(message.get("Status")).lower() in _PREVIEWS:
        return acknowledged("preview", response_id)
    sent = moment(message.get("CompletedDate"))
    response = about(response_id, survey, ".partialResponse" not in topic, sent)
    if not _ID.fullmatch(survey) or not _ID.fullmatch(response_id):
        raise Unreadable("odd-id")
    fetch = Fetch(host=_HOSTS, path=f"/API/v3/surveys/{survey}/responses/{response_id}")
    return wanted(response, fetch, response_id)


def _details(told: dict[str, Json]) -> Reading:
    found = members(told, "result") or told
    if "ResponseID" in found:
        return _event(id_text(found.get("Topic")), found)
    values, labels = members(found, "values"), members(found, "labels")
    if {as_text(values.get("status")), as_text(labels.get("status")).lower()} & _PREVIEWS:
        return acknowledged("preview")
    response = ForeignResponse(
        id=id_text(found.get("responseId")) or id_text(values.get("_recordId")),
        form_id=id_text(found.get("surveyId")),
        submitted_at=moment(values.get("recordedDate")) or moment(values.get("endDate")),
        completed=as_text(values.get("finished")) not in {"0", "false"},
        language=id_text(values.get("userLanguage")).lower(),
        answers=answers(_given(values, labels)),
    )
    return stored([response] if response.id else [], response.id)


def _given(values: dict[str, Json], labels: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for ref, value in values.items():
        # What ends in _DO is the order in which choices were displayed.
        if ref not in _NOTED and "_DO_" not in f"{ref}_":
            yield ref, "", as_text(labels.get(ref)) or as_text(value)
