"""Rows become people to invite: by their e-mail address, or by a code that the team knows them by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.domain.invitations import Invitee
from services.intake.domain.questions import KEY, RESERVED
from services.intake.importers.table import Refusal, Row, Table

_REFERENCES: Final = ("email", "reference", "code")
_LONGEST_REFERENCE: Final = 320
_LONGEST_ATTRIBUTE: Final = 200


@dataclass(frozen=True, slots=True)
class Invitees:
    """The people in a file, the rows that name nobody, and the columns that were not kept."""

    people: tuple[Invitee, ...]
    refused: tuple[Refusal, ...]
    ignored: tuple[str, ...]


def invitees(table: Table, attributes: Sequence[str] = ()) -> Invitees:
    """The people in a table: a column `email`, `reference` or `code`, and the columns to be kept as attributes.

    Raises UnreadableFile (no-reference-column, or no-such-column naming the attribute).
    """
    by = next((name for name in table.columns if name.lower() in _REFERENCES), None)
    if by is None:
        raise UnreadableFile(reason="no-reference-column", columns=list(table.columns), keys=list(_REFERENCES))
    if lacking := [name for name in attributes if name not in table.columns or not _may_be_kept(name)]:
        raise UnreadableFile(reason="no-such-column", column=lacking[0], columns=list(table.columns))
    read = [_invitee(row, by, attributes) for row in table.rows]
    return Invitees(
        tuple(item for item in read if isinstance(item, Invitee)),
        (*table.refused, *(item for item in read if isinstance(item, Refusal))),
        tuple(name for name in table.columns if name != by and name not in attributes),
    )


def _may_be_kept(name: str) -> bool:
    """Whether a column can be an attribute; what the server says itself, such as the channel, can't be overwritten."""
    return bool(KEY.fullmatch(name)) and name not in RESERVED


def _invitee(row: Row, by: str, attributes: Sequence[str]) -> Invitee | Refusal:
    reference = row.cells.get(by, "").strip()
    if not reference:
        return Refusal(row.line, (Fault("reference-missing"),))
    # It is written into letters and into tables: a line break would be a second header, or a second row.
    if len(reference) > _LONGEST_REFERENCE or not reference.isprintable():
        return Refusal(row.line, (Fault("reference-unfit", details={"longest": _LONGEST_REFERENCE}),))
    known = {name: row.cells.get(name, "").strip() for name in attributes}
    if any(len(value) > _LONGEST_ATTRIBUTE or not value.isprintable() for value in known.values()):
        return Refusal(row.line, (Fault("attribute-unfit", details={"longest": _LONGEST_ATTRIBUTE}),))
    return Invitee(reference, {name: value for name, value in known.items() if value})
