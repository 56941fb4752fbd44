"""A crowd's report and its files, with words that were made to break them, and what other readers find in each."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import docx
import openpyxl
import pptx

from services.reports.application.draft_publication import save_draft
from services.reports.application.exporting import Told, told_now
from services.reports.domain.publications import Choices
from services.reports.domain.redactions import Person
from services.reports.domain.report_content import ReportContent
from services.reports.domain.surveys import SurveyKey
from services.reports.entrypoints.export_content import content_of
from services.reports.main import Reports
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.crowd import crowd, crowded
from tests.support.reports.making import parcel

CROWD: Final = SurveyKey(DEFAULT_TEAM, "crowd")
TEXTS: Final = {"en": "We asked whoever came.", "cy": "Gofynnwyd i bawb a ddaeth."}
HOSTILE: Final = (
    '=HYPERLINK("http://evil.example","win") & <b>so</b> \']\'',
    "Time 🙂 and ŵ, ŷ, 👩‍⚕️ – and then: “more”",
    "\u202eلم يكن لدينا وقت",
    "Letters that no font of ours has: \U00010380 \U00012000 漢字",
    "Bell\x07 and tab\t and\r\nbreak, half \ud83d letter",
    "a" * 100_000,
)
"""Quotes as somebody may have written them."""


def furnished(reports: Reports) -> None:
    """A crowd that permits quotes, and a draft with texts and both splits."""
    said = [replace(each, consents=("quote",)) for each in crowd()]
    reports.consumer([parcel(each) for each in (crowded(), *said)])
    choices = Choices(introduction=TEXTS, method=TEXTS, splits=("role", "site"))
    save_draft(CROWD, 0, choices, Person("a", "Ann"), desk=reports.publishing)


def told(reports: Reports, *quotes: str) -> Told:
    """The crowd's report as number 1, with these quotes."""
    draft = told_now(CROWD, desk=reports.publishing)
    shown = [_quote(f"q{place}", text) for place, text in enumerate(quotes, 1)]
    document = {**draft.document, "quotes": shown}
    return replace(draft, document=document, number=1, published_at=datetime(2026, 11, 26, 12, tzinfo=UTC))


def content(reports: Reports, language: str = "en", *quotes: str) -> ReportContent:
    """The same in words."""
    return content_of(told(reports, *quotes), language)


def _quote(name: str, text: str) -> dict[str, Any]:
    withdrawn = text == ""
    return {
        "id": name,
        "code": "time_and_space",
        "question": "q_next",
        "text": None if withdrawn else text,
        "language": "" if withdrawn else "en",
        "withdrawn": withdrawn,
        "withdrawn_at": "2026-11-24T12:00:00+00:00" if withdrawn else None,
    }


def pdf_text(file: bytes, folder: Path) -> str:
    """What poppler reads."""
    return _poppler(("pdftotext", "-layout"), file, folder, "-")


def pdf_told(file: bytes, folder: Path) -> dict[str, str]:
    """What poppler tells of a PDF."""
    lines = _poppler(("pdfinfo",), file, folder).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def pdf_fonts(file: bytes, folder: Path) -> list[list[str]]:
    """Its fonts, a list of what poppler tells of each."""
    return [line.split() for line in _poppler(("pdffonts",), file, folder).splitlines()[2:]]


def pdf_pictures(file: bytes, folder: Path) -> list[str]:
    """Its pictures that are no drawings."""
    return _poppler(("pdfimages", "-list"), file, folder).splitlines()[2:]


def _poppler(command: tuple[str, ...], file: bytes, folder: Path, *more: str) -> str:
    path = folder / "read.pdf"
    path.write_bytes(file)
    done = subprocess.run([*command, str(path), *more], capture_output=True, check=True)
    return done.stdout.decode()


def docx_text(file: bytes) -> str:
    """All text of a Word document."""
    word = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def docx_tables(file: bytes) -> list[list[list[str]]]:
    """Its tables by rows and cells."""
    word = docx.Document(io.BytesIO(file))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]


def pptx_tables(file: bytes) -> list[list[list[str]]]:
    """The tables of slides by rows and cells."""
    deck = pptx.Presentation(io.BytesIO(file))
    found = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def pptx_text(file: bytes) -> str:
    """All text of slides."""
    deck = pptx.Presentation(io.BytesIO(file))
    frames = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    return "\n".join([*frames, *(cell for table in pptx_tables(file) for row in table for cell in row)])


def xlsx_rows(file: bytes, sheet: int) -> list[dict[str, Any]]:
    """A sheet's rows by heading."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    head, *rows = book.worksheets[sheet].iter_rows(values_only=True)
    return [dict(zip([str(name) for name in head], row, strict=True)) for row in rows]


def xlsx_text(file: bytes) -> str:
    """All text of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def zip_text(file: bytes) -> str:
    """Everything in a packed file, as far as it is text."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def text_of(name: str, file: bytes, folder: Path) -> str:
    """What a reader finds in a file, whatever it is."""
    readers = {"docx": docx_text, "pptx": pptx_text, "xlsx": xlsx_text, "qdpx": zip_text}
    ending = name.rpartition(".")[2]
    if ending == "pdf":
        return re.sub(r"\s+", " ", pdf_text(file, folder))
    return readers[ending](file) if ending in readers else file.decode("utf-8", "replace")
