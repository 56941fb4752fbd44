"""`adborth parse --import`: an export as the import reads it, without a server, for tests and for support."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.intake.domain.errors import UnreadableFile
from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.importers.opening import open_export
from services.intake.importers.reading import AUTO

STORE: Final = "store"
STORE_PARTIAL: Final = "store_partial"
ACK_ONLY: Final = "ack_only"
QUARANTINE: Final = "quarantine"


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a file holds. `reason` says why it can't be read; `refused` are rows, by line, with a stable code."""

    outcome: str
    preset: str
    responses: list[ForeignResponse]
    refused: list[tuple[int, str]]
    reason: str = ""


def parse_export(path: Path, preset: str = AUTO) -> ParsedFile:
    """Read a whole export; what can't be read is put aside with its reason, never an exception."""
    try:
        export = open_export(path, preset)
        rows = list(export.rows())
    except UnreadableFile as error:
        return ParsedFile(QUARANTINE, preset, [], [], reason=str(error.details["reason"]))
    responses = [row.response for row in rows if row.response is not None]
    refused = [(row.line, row.fault.code) for row in rows if row.fault is not None]
    return ParsedFile(_outcome(responses, refused), export.preset.name, responses, refused)


def parse_file(path: Path, preset: str = AUTO) -> tuple[str, list[ForeignResponse]]:
    """The outcome and the responses of an export."""
    parsed = parse_export(path, preset)
    return parsed.outcome, parsed.responses


def _outcome(responses: list[ForeignResponse], refused: list[tuple[int, str]]) -> str:
    if not responses:
        return QUARANTINE if refused else ACK_ONLY
    return STORE if any(response.completed for response in responses) else STORE_PARTIAL
