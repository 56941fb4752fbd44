"""Makes the files of publications off the request's thread, one at a time, and keeps the newest of each address.

A file is kept by what its document says: a quote that was withdrawn makes another document, so that the next request
makes the file again, and what was kept goes. Nothing is written to a disk, where words would have to be tidied up.
"""

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final

from services.reports.adapters.exports.registry import FORMATS, PICTURES
from services.reports.application.exporting import MadeFile, Told, Wording
from services.reports.domain.export_errors import FileNotOffered, FileNotReady
from services.reports.domain.report_content import ReportContent

_MOST_KEPT: Final = 48
_MOST_WAITING: Final = 8
_LARGEST_KEPT: Final = 8_000_000
_PATIENCE: Final = 20.0
_CHARTS: Final = "charts/"

_Address = tuple[str, str, int | None, str, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    digest: str
    making: "Future[MadeFile]"


class KeptFiles:
    """Implements the port FileMaker; `patience` is how many seconds somebody waits for a file."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._kept: OrderedDict[_Address, _Kept] = OrderedDict()
        self._lock = Lock()

    def offers(self, name: str) -> bool:
        """Whether there is a file of this name."""
        chart, _, ending = name.removeprefix(_CHARTS).rpartition(".")
        return name in FORMATS or (name.startswith(_CHARTS) and bool(chart) and ending in PICTURES)

    def make(self, name: str, content: ReportContent) -> MadeFile:
        """The file of this name. Raises FileNotOffered."""
        ending = name.rpartition(".")[2]
        if name in FORMATS:
            return MadeFile(FORMATS[name].make(content), FORMATS[name].mimetype, ending)
        chart = content.chart(name.removeprefix(_CHARTS).rpartition(".")[0])
        if not self.offers(name) or chart is None:
            raise FileNotOffered(name=name)
        picture = PICTURES[ending]
        return MadeFile(picture.make(chart, content.language), picture.mimetype, ending)

    def kept(self, name: str, told: Told, language: str, word: Wording) -> MadeFile:
        """The same, made once for a document and a language. Raises FileNotOffered, FileNotReady."""
        if not self.offers(name):
            raise FileNotOffered(name=name)
        address = (*told.key, told.number, name, language)
        try:
            made = self._making(address, told, word).result(self._patience)
        except TimeoutError:
            raise FileNotReady from None
        if len(made.content) > _LARGEST_KEPT:
            self._forget(address)
        return made

    def _making(self, address: _Address, told: Told, word: Wording) -> "Future[MadeFile]":
        digest = told.digest
        with self._lock:
            kept = self._kept.get(address)
            if kept is None or kept.digest != digest or _failed(kept.making):
                if sum(not each.making.done() for each in self._kept.values()) >= _MOST_WAITING:
                    raise FileNotReady
                _, _, _, name, language = address
                kept = _Kept(digest, self._hand.submit(lambda: self.make(name, word(told, language))))
                self._kept[address] = kept
            self._kept.move_to_end(address)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return kept.making

    def _forget(self, address: _Address) -> None:
        with self._lock:
            self._kept.pop(address, None)

    @cached_property
    def _hand(self) -> ThreadPoolExecutor:
        # Made at the first file and so after a server's fork; one at a time, so that pages are answered meanwhile.
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="files")


def _failed(making: "Future[MadeFile]") -> bool:
    return making.done() and making.exception() is not None
