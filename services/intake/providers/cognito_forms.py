"""Cognito Forms: an entry whose members are named after the labels of its fields."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, TypeGuard

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import addressed, as_text, file_text, named
from services.intake.providers.json_reading import Json, members, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import DELETED, answers, id_text, stored, told_of
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool

_AT_THE_TOP: Final = frozenset({"Form", "Id", "Entry", "Order"})
_MOST_VERSIONS: Final = 1_000_000
_IN_ROWS: Final = frozenset({"Id", "ItemNumber", "Form"})
# Settings of a field, sent beside its answer.
_SETTINGS: Final = (
    *("_IncrementBy", "_Minimum", "_Maximum", "_Price"),
    *("_QuantitySelected", "_QuantityUsed", "_QuantityRemaining", "_QuantityLimit", "_QuantityLimitCalculated"),
)


class CognitoForms(Tool):
    """Submit, update and delete are told apart by the entry's action; no signature is documented."""

    name = "cognito-forms"
    title = "Cognito Forms"
    proof = SharedSecret()
    setup = Setup(
        secret=SecretPlace.ADDRESS,
        hint="Turn on Post JSON Data to a Website in Cognito Forms, with this address for both: the secret is in it.",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        entry = members(told, "Entry")
        response = _response(told, entry)
        key = f"{response.id}:{id_text(entry.get('Version'))}"
        if entry.get("Action") == "Delete":
            return told_of(response, DELETED, key)
        return stored([response] if response.id else [], key)


def _response(told: dict[str, Json], entry: dict[str, Json]) -> ForeignResponse:
    given = {name: value for name, value in told.items() if name not in _AT_THE_TOP}
    return ForeignResponse(
        id=id_text(told.get("Id")),
        form_id=id_text(members(told, "Form").get("Id")),
        submitted_at=moment(entry.get("DateSubmitted")),
        completed=entry.get("Status") != "Incomplete",
        language="",
        answers=answers(_given(given, "")),
        modified_at=moment(entry.get("DateUpdated")) or _by_version(entry),
    )


def _by_version(entry: dict[str, Json]) -> datetime | None:
    """Forms of an entry are told apart by their version, not by a time: a microsecond behind the first for each."""
    submitted, version = moment(entry.get("DateSubmitted")), entry.get("Version")
    return submitted + timedelta(microseconds=version) if submitted and _is_version(version) else None


def _is_version(value: Json) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST_VERSIONS


def _given(told: dict[str, Json], path: str) -> Iterator[tuple[str, str, str]]:
    for name, value in told.items():
        if name.endswith(_SETTINGS) or name.startswith("$"):
            continue
        yield from _at(value, f"{path}.{name}" if path else name)


def _at(value: Json, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, list) and any(isinstance(each, dict) and "ItemNumber" in each for each in value):
        for number, row in enumerate(value, 1):
            yield from _given(
                {name: v for name, v in members(row).items() if name not in _IN_ROWS}, f"{path}[{number}]"
            )
    elif isinstance(value, dict) and not (text := _composed(value)):
        yield from _given(value, path)
    else:
        yield path, "", text if isinstance(value, dict) else as_text(value)


def _composed(value: dict[str, Json]) -> str:
    """A name, an address, a file or what was looked up; Cognito repeats derived forms beside the parts."""
    if value.keys() == {"Id", "Label"}:
        return as_text(value["Label"])
    if isinstance(value.get("File"), str) or isinstance(value.get("ContentType"), str):
        return file_text(value)
    return named(value) or addressed(value)
