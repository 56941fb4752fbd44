"""SurveyMonkey: an event names a response, whose details are fetched and read here too."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, joined
from services.intake.providers.json_reading import Json, elements, members, objects, read_object
from services.intake.providers.proofs import BodySignature
from services.intake.providers.provider import Fetch, RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import (
    DELETED,
    about,
    acknowledged,
    answers,
    id_text,
    stored_of,
    told_of,
    wanted,
)
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_API: Final = "api.surveymonkey.com"
_PREVIEWS: Final = frozenset({"preview", "survey_preview"})
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class _ClientSignature(BodySignature):
    """The key is client id, "&" and secret; the client id is given with the secret, or taken from the header."""

    __slots__ = ()

    def _keys(self, raw: RawRequest, secrets: Sequence[str]) -> Iterator[str]:
        client = raw.headers.get("sm-apikey", "")
        for secret in secrets:
            yield secret if "&" in secret else f"{client}&{secret}"


class SurveyMonkey(Tool):
    """Before it saves a webhook it asks the address with HEAD."""

    name = "surveymonkey"
    title = "SurveyMonkey"
    proof = _ClientSignature(header="sm-signature", digest="sha1")
    hosts = frozenset({_API, "api.eu.surveymonkey.com", "api.surveymonkey.ca"})
    setup = Setup(
        secret=SecretPlace.TOOL_KEY,
        hint="Create a webhook through SurveyMonkey's API with this address, and paste here client id & client secret.",
        header="sm-signature",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What an event or the fetched details say. Raises Unreadable."""
        told = read_object(raw.body)
        if "event_type" in told:
            return _event(told)
        found = elements(told, "data") or [told]
        real = [each for each in found if id_text(each.get("collection_mode")) not in _PREVIEWS]
        if not real:
            return acknowledged("preview")
        return stored_of([_response(each) for each in real if id_text(each.get("id"))], len(real))


def _event(told: dict[str, Json]) -> Reading:
    key, event = id_text(told.get("event_id")), id_text(told.get("event_type"))
    if not event.startswith("response_"):
        return acknowledged("no-response-event", key)
    resources = members(told, "resources")
    survey = id_text(resources.get("survey_id"))
    if not survey and told.get("filter_type") == "survey":
        survey = id_text(told.get("filter_id"))
    response_id = id_text(told.get("object_id") or resources.get("respondent_id"))
    is_complete = event == "response_completed"
    response = about(response_id, survey, is_complete, moment(told.get("event_datetime")) if is_complete else None)
    if event == "response_deleted":
        return told_of(response, DELETED, key)
    owner = ("surveys", survey) if survey else ("collectors", id_text(resources.get("collector_id")))
    if not _ID.fullmatch(owner[1]) or not _ID.fullmatch(response.id):
        raise Unreadable("odd-id")
    path = f"/v3/{owner[0]}/{owner[1]}/responses/{response.id}/details"
    return wanted(response, Fetch(host=_API, path=path, query={"simple": "true"}), key)


def _response(told: dict[str, Json]) -> ForeignResponse:
    return ForeignResponse(
        id=id_text(told.get("id")),
        form_id=id_text(told.get("survey_id")),
        submitted_at=moment(told.get("date_modified")) or moment(told.get("date_created")),
        completed=told.get("response_status", "completed") == "completed",
        language=id_text(told.get("language")),
        answers=answers(_given(told)),
        modified_at=moment(told.get("date_modified")),
    )


def _given(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for page in objects(told, "pages"):
        for question in objects(page, "questions"):
            said = joined(_text(answer) for answer in objects(question, "answers"))
            yield id_text(question.get("id")), id_text(question.get("heading")), said
    for name, value in members(told, "custom_variables").items():
        yield name, name, as_text(value)
    yield "custom_value", "", as_text(told.get("custom_value"))


def _text(answer: dict[str, Json]) -> str:
    """An entry of an answer; the simple text of a row is "Row | Column", that of own words "Option | words"."""
    simple, words = as_text(answer.get("simple_text")), as_text(answer.get("text"))
    if answer.get("other_id"):
        return words or simple
    if answer.get("row_id"):
        return _row(answer, simple, words)
    address = as_text(answer.get("download_url"))
    return address or words or simple or id_text(answer.get("choice_id"))


def _row(answer: dict[str, Json], simple: str, words: str) -> str:
    if simple:
        row, *rest = (part.strip() for part in simple.split("|"))
        said = words or " | ".join(rest)
        return f"{row}: {said}" if said else row
    columns = joined((id_text(answer.get("col_id")), id_text(answer.get("choice_id"))), " | ")
    said = words or columns
    row = id_text(answer.get("row_id"))
    return f"{row}: {said}" if said else row
