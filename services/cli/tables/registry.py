"""Which file formats commands read and write: a new format is one module and one line here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from services.cli.tables.coded_row import CodedRow
from services.cli.tables.csv_table import read_csv, write_csv
from services.cli.tables.errors import TableError
from services.cli.tables.html_report import write_html
from services.cli.tables.jsonl_table import read_jsonl, write_jsonl
from services.cli.tables.xlsx_table import read_xlsx, write_xlsx
from shared.codebooks.codebook import Codebook

Reader = Callable[[Path], Iterator[dict[str, str]]]
Writer = Callable[[Path, Iterable[CodedRow], Codebook], None]

READERS: Final[Mapping[str, Reader]] = {".csv": read_csv, ".jsonl": read_jsonl, ".xlsx": read_xlsx}
WRITERS: Final[Mapping[str, Writer]] = {
    ".jsonl": write_jsonl,
    ".csv": write_csv,
    ".xlsx": write_xlsx,
    ".html": write_html,
}


def reader_for(path: Path) -> Reader:
    """The reader for a file by its ending; raises TableError naming the endings there are."""
    if path.suffix.lower() not in READERS:
        raise TableError(path, f"can be read only as {', '.join(READERS)}")
    return READERS[path.suffix.lower()]


def writer_for(path: Path) -> Writer:
    """The writer for a file by its ending; raises TableError naming the endings there are."""
    if path.suffix.lower() not in WRITERS:
        raise TableError(path, f"can be written only as {', '.join(WRITERS)}")
    return WRITERS[path.suffix.lower()]
