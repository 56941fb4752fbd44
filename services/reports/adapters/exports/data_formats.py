"""Which files of data a team can take: a new format is one module and one line here."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from services.reports.adapters.exports.data_csv import data_csv
from services.reports.adapters.exports.data_jsonl import data_jsonl
from services.reports.adapters.exports.qdpx_project import qdpx_of
from services.reports.adapters.exports.workbook import workbook
from services.reports.application.exporting import MadeFile
from services.reports.domain.data_set import DataSet
from services.reports.domain.export_errors import FileNotOffered


class DataFormat(NamedTuple):
    """How a file is made, and what it is."""

    make: Callable[[DataSet], bytes]
    mimetype: str


DATA_FORMATS: Final[Mapping[str, DataFormat]] = {
    "csv": DataFormat(data_csv, "text/csv"),
    "jsonl": DataFormat(data_jsonl, "application/jsonl"),
    "xlsx": DataFormat(
        lambda data: workbook(data.content, (data.responses, data.figures)),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "qdpx": DataFormat(lambda data: qdpx_of(data.project), "application/zip"),
}


class DataFiles:
    """Implements the port DataMaker."""

    endings = tuple(DATA_FORMATS)

    def make_data(self, ending: str, data: DataSet) -> MadeFile:
        """The data in this format. Raises FileNotOffered."""
        if ending not in DATA_FORMATS:
            raise FileNotOffered(name=ending)
        made = DATA_FORMATS[ending]
        return MadeFile(made.make(data), made.mimetype, ending)
