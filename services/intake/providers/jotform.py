"""Jotform: a web form whose field `rawRequest` holds the answers as JSON, without question texts."""

import re
from collections.abc import Iterator
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, joined, scalar_text
from services.intake.providers.form_bodies import form_fields
from services.intake.providers.json_reading import Json, members, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import acknowledged, answers, id_text, stored
from services.intake.providers.times import from_milliseconds, moment
from services.intake.providers.tool import Tool

_QUESTION: Final = re.compile(r"q\d+_.+", re.DOTALL)
# The address that was called stands in the body again, and our secret in it.
_ADDRESSES: Final = (
    (re.compile(rb'(name="?webhookURL"?[^\r\n]*(?:\r?\n[^\r\n]+){0,8}\r?\n\r?\n)[^\r\n]*'), rb"\1"),
    (re.compile(rb"((?:^|&)webhookURL=)[^&]*"), rb"\1"),
    (re.compile(rb'("webhookURL"\s*:\s*)"(?:[^"\\]|\\.)*"'), rb'\1""'),
)
_HALF_A_DAY: Final = 12
_MOMENT: Final = frozenset({"year", "timeInput", "hourSelect", "date"})


class Jotform(Tool):
    """It signs nothing: the secret stands in the address."""

    name = "jotform"
    title = "Jotform"
    proof = SharedSecret()
    setup = Setup(
        secret=SecretPlace.ADDRESS,
        hint="Add a webhook in Jotform under Settings, Integrations, with this address: the secret is part of it.",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        fields = _fields(raw.body)
        told = _object(fields.get("rawRequest")) or fields
        if "true" in {scalar_text(fields.get("preview")), scalar_text(told.get("preview"))}:
            return acknowledged("preview")
        response = ForeignResponse(
            id=id_text(fields.get("submissionID") or fields.get("id")),
            form_id=_form_id(fields, told),
            submitted_at=from_milliseconds(told.get("submitDate")) or moment(fields.get("created_at")),
            completed=True,
            language="",
            answers=answers(_fetched(fields) if members(fields, "answers") else _given(told)),
            modified_at=moment(fields.get("updated_at")),
        )
        return stored([response] if response.id else [], response.id)

    def clean(self, body: bytes) -> bytes:
        """The body without the address that was called."""
        for pattern, kept in _ADDRESSES:
            body = pattern.sub(kept, body)
        return body


def _fields(body: bytes) -> dict[str, Json]:
    """The fields of the form; relays send them form-encoded or as JSON, the API gives a document."""
    if body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        told = read_object(body)
        return members(told, "content") or told
    return dict(form_fields(body))


def _form_id(fields: dict[str, Json], told: dict[str, Json]) -> str:
    """The form's id, which stands in the path of the form too."""
    given = id_text(fields.get("formID")) or id_text(fields.get("form_id"))
    return given or id_text(told.get("slug")).rpartition("/")[2]


def _object(value: Json) -> dict[str, Json]:
    if isinstance(value, str) and value.strip():
        return read_object(value)
    return value if isinstance(value, dict) else {}


def _given(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for ref, value in told.items():
        if _QUESTION.fullmatch(ref) or _is_upload(value):
            yield ref, "", _text(value)


def _is_upload(value: Json) -> bool:
    """Files stand as addresses under the bare name of their question."""
    return isinstance(value, list) and any(isinstance(each, str) and each.startswith("http") for each in value)


def _fetched(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for number, question in members(told, "answers").items():
        if isinstance(question, dict) and "answer" in question:
            name = id_text(question.get("name"))
            yield f"q{number}_{name}", id_text(question.get("text")), _text(question.get("answer"))


def _text(value: Json) -> str:
    if not isinstance(value, dict):
        return as_text(value)
    if value.keys() & _MOMENT:
        return _moment(value)
    if value.keys() & {"full", "phone", "area"}:
        return joined((scalar_text(value.get(part)) for part in ("full", "country", "area", "phone")), " ")
    if all(key.isdigit() or key == "other" for key in value) and not any(isinstance(v, dict) for v in value.values()):
        return as_text(list(value.values()))
    return as_text(value)


def _moment(value: dict[str, Json]) -> str:
    """A date, a time, both, or an appointment."""
    if "year" in value:
        return _date(value)
    return scalar_text(value.get("date")) if "date" in value else _time(value)


def _date(value: dict[str, Json]) -> str:
    year, month, day = (scalar_text(value.get(part)) for part in ("year", "month", "day"))
    if not year or not month or not day:
        return ""
    return joined((f"{year:0>4}-{month:0>2}-{day:0>2}", _time(value)), " ")


def _time(value: dict[str, Json]) -> str:
    written = scalar_text(value.get("timeInput"))
    hour, minute = written.partition(":")[::2] if written else ("", "")
    hour = hour or scalar_text(value.get("hour") or value.get("hourSelect"))
    minute = minute or scalar_text(value.get("min") or value.get("minuteSelect"))
    if not hour.isdigit() or not hour.isascii() or len(hour) > 2:
        return joined((hour, minute), ":")
    half = scalar_text(value.get("ampm")).upper()
    number = int(hour) % _HALF_A_DAY + (_HALF_A_DAY if half == "PM" else 0) if half else int(hour)
    return f"{number:02}:{minute:0>2}"
