"""Qualtrics: short names, wordings and, since 2017, a row of `{"ImportId": …}`; older files begin with V1 … V10."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from services.intake.importers.grid import cell
from services.intake.importers.layout import Asked, Head, Layout, Preset, Told
from services.intake.importers.told import Plain, Rows

_IMPORT_ID: Final = '{"importid"'
_ABOUT_THEM: Final = frozenset(
    "startdate enddate status ipaddress progress finished recordeddate responseid responseset name".split()
    + "recipientlastname recipientfirstname recipientemail externalreference externaldatareference emailaddress".split()
    + "locationlatitude locationlongitude locationaccuracy distributionchannel userlanguage".split()
    + ["duration (in seconds)", "duration", "q_recaptchascore", "q_relevantidduplicate", "q_ballotboxstuffing"]
)
# Measures of how a page was used, orders of display and what the vendor's own analysis says are nobody's answers.
_MEASURED: Final = re.compile(
    r".*(?:_FIRST_CLICK|_LAST_CLICK|_PAGE_SUBMIT|_CLICK_COUNT|_DO(?:_\w+)?|_TEXT_[0-9a-f]{24}\w*)", re.IGNORECASE
)
_PART: Final = re.compile(r"(?P<question>QID\d+)_\d+(?:_\d+)?")
_PREVIEWS: Final = frozenset({"1", "2", "9", "17", "survey preview", "survey test", "preview", "offline preview"})
_UNFINISHED: Final = frozenset({"0", "false", "no"})
_NOT_ANSWERED: Final = frozenset({"-99"})


class Qualtrics:
    """Cells are codes or texts, as the owner chose; previews and tests are passed over."""

    name = "qualtrics"
    provider = "qualtrics"

    def recognises(self, head: Head) -> float:
        """By the row of import ids, else by the names in front."""
        if _import_row(head) or (head.has("V1") and cell(head.heading_row(1), head.position("V1")) == "ResponseID"):
            return 1.0
        if head.position("ResponseId", "ResponseID") is None:
            return 0.0
        return 0.8 if head.position("RecordedDate", "StartDate", "Finished", "ResponseSet") is not None else 0.0

    def layout(self, head: Head) -> Layout:
        """Where names are only V1 … V10, the second row says what they are."""
        names = head.headings
        where = {name.casefold(): at for at, name in reversed(list(enumerate(names)))}
        if head.has("V1"):
            where |= {name.casefold(): at for at, name in reversed(list(enumerate(head.heading_row(1))))}
        status, finished = where.get("status"), where.get("finished")
        return Layout(
            headers=_headers(head, where.get("responseid")),
            questions=tuple(_questions(head, _headers(head, where.get("responseid")))),
            id_at=where.get("responseid"),
            time_at=where.get("recordeddate", where.get("enddate", where.get("startdate"))),
            language_at=where.get("userlanguage"),
            completed=lambda cells: cell(cells, finished).casefold() not in _UNFINISHED,
            kept=lambda cells: cell(cells, status).casefold() not in _PREVIEWS,
        )


def _import_row(head: Head) -> int:
    """The number of the row of import ids, 0 without one."""
    for number, row in enumerate(head.rows[1:4], start=1):
        if any(text.strip().casefold().replace(" ", "").startswith(_IMPORT_ID) for text in row):
            return number
    return 0


def _headers(head: Head, id_at: int | None) -> int:
    if number := _import_row(head):
        return number + 1
    second = cell(head.rows[1] if len(head.rows) > 1 else (), id_at)
    return 1 if second.startswith("R_") else 2


def _questions(head: Head, headers: int) -> Iterator[Asked]:
    wordings = _wordings(head, headers)
    ids = _import_ids(head)
    columns = [at for at, name in enumerate(head.headings) if _is_question(name, wordings, ids, at)]
    for question, group in groupby(columns, key=lambda at: _question(ids.get(at, ""), wordings[at])):
        parts = list(group)
        if question and len(parts) > 1:
            yield _over(parts, head, wordings)
        else:
            yield from (Asked(head.headings[at], wordings[at], Plain(at, _NOT_ANSWERED)) for at in parts)


def _wordings(head: Head, headers: int) -> tuple[str, ...]:
    """What is asked in each column; its name where the second row ends before."""
    told = head.heading_row(1) if headers > 1 else head.headings
    return (*told, *head.headings[len(told) :])


def _is_question(name: str, wordings: tuple[str, ...], ids: dict[int, str], at: int) -> bool:
    if not name or {name.casefold(), wordings[at].casefold()} & _ABOUT_THEM:
        return False
    return not _MEASURED.fullmatch(ids.get(at, "")) and not _MEASURED.fullmatch(name)


def _import_ids(head: Head) -> dict[int, str]:
    number = _import_row(head)
    return {at: _import_id(text) for at, text in enumerate(head.rows[number])} if number else {}


def _import_id(text: str) -> str:
    try:
        told = json.loads(text)
    except ValueError:
        return ""
    return str(told.get("ImportId", "")) if isinstance(told, dict) else ""


def _question(import_id: str, wording: str) -> tuple[str, str] | None:
    """What the parts of one question have in common; None for a question that is whole."""
    found = _PART.fullmatch(import_id)
    stem, _, part = wording.rpartition(" - ")
    return (found["question"], stem) if found and stem and part else None


def _over(parts: list[int], head: Head, wordings: tuple[str, ...]) -> Asked:
    stem = wordings[parts[0]].rpartition(" - ")[0].removesuffix(" - Selected Choice")
    told: Told = Rows(tuple((at, wordings[at].rpartition(" - ")[2]) for at in parts))
    return Asked(head.headings[parts[0]].rpartition("_")[0] or head.headings[parts[0]], stem, told)


PRESET: Final[Preset] = Qualtrics()
