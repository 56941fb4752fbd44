"""The registry of file formats: a new one is one file beside this one and one line here."""

from collections.abc import Callable

from services.intake.importers.csv_table import read_csv
from services.intake.importers.table import Table

IMPORTERS: dict[str, Callable[[bytes], Table]] = {
    ".csv": read_csv,
}
