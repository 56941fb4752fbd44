"""Which kind of file it is: its first bytes tell, whatever its name says."""

from pathlib import Path
from typing import Final

from services.intake.domain.errors import UnreadableFile
from services.intake.importers.grid import Grid
from services.intake.importers.reading import AUTO, Export, recognised
from services.intake.importers.separated import SeparatedText
from services.intake.importers.workbook import Workbook

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx")
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
# JSON, pages of the web and PDF are no tables, though rows could be made of them.
_NO_TABLES: Final = (b'{"', b"{\n", b"{\r", b"{ ", b"[{", b"[\n", b"[\r", b"<!", b"<?", b"<html", b"<HTML", b"%PDF")


def open_grid(path: Path) -> Grid:
    """The file's rows. Raises UnreadableFile: empty, old-excel, no-table, or what the kind raises."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise UnreadableFile(reason="empty", line=1)
    if head.startswith(_OLD_EXCEL):
        raise UnreadableFile(reason="old-excel")
    if head.lstrip().startswith(_NO_TABLES):
        raise UnreadableFile(reason="no-table")
    return Workbook(path) if head.startswith(_ZIP) else SeparatedText(path)


def open_export(path: Path, preset: str = AUTO, name: str = "") -> Export:
    """A file as the export of a tool; `name` is what it was called, where it lies under another name.

    Raises UnreadableFile: what `open_grid` and `recognised` raise.
    """
    return recognised(open_grid(path), preset, name or path.name)
