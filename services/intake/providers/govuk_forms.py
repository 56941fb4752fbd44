"""GOV.UK Forms: a submission, or a day's submissions, as JSON or CSV from an e-mail or a bucket."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import addressed, as_text, named
from services.intake.providers.json_reading import Json, decoded, elements, members, objects, read_json
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, batch_key, id_text, stored_of
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_PARTS: Final = frozenset(
    "title first_name middle_names last_name street_address address1 address2 town_or_city county postcode "
    "country".split()
)
_LANGUAGE: Final = frozenset({"Language", "Iaith"})


class GovukForms(Tool):
    """There is no webhook: a mailbox or a bucket hands the files on, with our secret in a header."""

    name = "govuk-forms"
    title = "GOV.UK Forms"
    proof = SharedSecret()
    setup = Setup(
        secret=SecretPlace.HEADER,
        hint="Let a flow hand the JSON or CSV files of GOV.UK Forms on to this address, with the secret in a header.",
        header="x-adborth-secret",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a file says. Raises Unreadable."""
        text = decoded(raw.body)
        if text.lstrip()[:1] in {"{", "[", ""}:
            told = read_json(raw.body)
            batch = elements({"batch": told}, "batch") or elements(told, "submissions") or [members(told)]
            found = [_from_json(each) for each in batch]
        else:
            found = list(_from_csv(text))
        kept = [each for each in found if each.id]
        return stored_of(kept, len(found), batch_key(each.id for each in kept))


def _from_json(told: dict[str, Json]) -> ForeignResponse:
    given = (
        (id_text(each.get("question_id")), id_text(each.get("question_text")), _text(each))
        for each in objects(told, "answers")
    )
    return ForeignResponse(
        id=id_text(told.get("submission_reference")),
        form_id=id_text(told.get("form_id")) or id_text(told.get("form_name")),
        submitted_at=moment(told.get("submitted_at")),
        completed=True,
        language=id_text(told.get("language")),
        answers=answers(given),
    )


def _text(answer: dict[str, Json]) -> str:
    written = answer.get("answer_text")
    if isinstance(answer.get("selections"), list):
        return as_text(answer.get("selections"))
    if isinstance(written, list):
        return as_text(written)
    parts = {name: value for name, value in answer.items() if name in _PARTS}
    return named(parts) or addressed(parts) or as_text(written)


def _from_csv(text: str) -> Iterator[ForeignResponse]:
    """The rows of a table: the reference, the time, the questions, and the language on forms in both languages."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if "".join(row).strip()]
    except csv.Error:
        raise Unreadable("not-csv") from None
    headings = rows[0] if rows else []
    if len(headings) < 3:
        raise Unreadable("unexpected-shape")
    for row in rows[1:]:
        cells = [*row, *[""] * (len(headings) - len(row))]
        asked = [(h, h, c) for h, c in zip(headings[2:], cells[2:], strict=False) if h not in _LANGUAGE]
        yield ForeignResponse(
            id=cells[0].strip(),
            form_id="",
            submitted_at=moment(cells[1]),
            completed=True,
            language=next((c for h, c in zip(headings, cells, strict=False) if h in _LANGUAGE), ""),
            answers=answers(asked),
        )
