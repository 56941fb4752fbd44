"""LimeSurvey, through the plug-in LimeSurveyWebhook: answers by question code, the secret in the body."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, file_text, joined
from services.intake.providers.json_reading import Json, members, read_json, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup, Verdict
from services.intake.providers.readings import acknowledged, answers, id_text, stored
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_TOKEN: Final = re.compile(rb'("api_token"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|[^",{}\[\]\s]+)')
_NOTED: Final = frozenset(
    "id submitdate lastpage startlanguage seed token startdate datestamp ipaddr refurl interviewtime".split()
)
_COUNTS_OF_FILES: Final = ("_filecount", "[filecount]")
_LIST_OF_OBJECTS: Final = re.compile(r"\s*\[\s*\{")
_OTHER: Final = "-oth-"
# What the plug-in's survey says where it stores no dates.
_NO_DATE: Final = "1980-01-01"


class _TokenInBody(SharedSecret):
    """The secret is a member of the body."""

    def sent(self, raw: RawRequest) -> Iterator[str]:
        """The member, or what any header holds."""
        yield _token(raw)
        yield from super().sent(raw)

    def _judged(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:
        verdict = super()._judged(raw, secrets, now)
        return Verdict.WRONG if verdict is Verdict.MISSING and _token(raw) else verdict


def _token(raw: RawRequest) -> str:
    try:
        return id_text(read_object(raw.body).get("api_token"))
    except Unreadable:
        return ""


class LimeSurvey(Tool):
    """Only completed responses are sent, each once."""

    name = "limesurvey"
    title = "LimeSurvey"
    proof = _TokenInBody()
    setup = Setup(
        secret=SecretPlace.BODY,
        hint="Install the plug-in LimeSurveyWebhook, and give it this address and the secret as its auth token.",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        if id_text(told.get("event")) not in {"", "afterSurveyComplete"}:
            return acknowledged("no-response-event")
        given = members(told, "response")
        survey = id_text(told.get("survey"))
        response = ForeignResponse(
            id=id_text(told.get("respondId")) or id_text(given.get("id")),
            form_id=survey,
            submitted_at=_submitted_at(told, given),
            completed=True,
            language=id_text(given.get("startlanguage")),
            answers=answers(_given(given)),
        )
        return stored([response] if response.id else [], f"{survey}:{response.id}")

    def clean(self, body: bytes) -> bytes:
        """The body without the secret."""
        return _TOKEN.sub(rb'\1""', body)


def _submitted_at(told: dict[str, Json], given: dict[str, Json]) -> datetime | None:
    dates = [id_text(told.get("submitDate")), id_text(given.get("submitdate"))]
    return next((found for date in dates if not date.startswith(_NO_DATE) and (found := moment(date))), None)


def _given(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for code, value in told.items():
        if code in _NOTED or code.endswith(_COUNTS_OF_FILES):
            continue
        # Own words beside a list stand under a code of their own.
        if value == _OTHER and as_text(told.get(f"{code}[other]")):
            continue
        yield code, "", _text(value)


def _text(value: Json) -> str:
    if isinstance(value, str) and _LIST_OF_OBJECTS.match(value):
        try:
            files = read_json(value)
        except Unreadable:
            return value
        return joined(_file(each) for each in files) if isinstance(files, list) else value
    return as_text(value)


def _file(value: Json) -> str:
    """A file by the name that its owner gave it: `filename` is the tool's own."""
    return id_text(members(value).get("name")) or file_text(value)
