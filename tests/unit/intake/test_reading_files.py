"""Files are read whatever they were saved as, and what was made to do harm is refused."""

import csv
import io
import string
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from services.intake.domain.errors import UnreadableFile
from services.intake.importers.opening import open_grid
from services.intake.importers.refused_table import refused_table
from services.intake.importers.separated import SeparatedText
from tests.support.tries import tries

WELSH = string.ascii_letters + string.digits + " ,;\t|\"'\n.?!£éêîôûâŵŷ"
ARABIC = "مزيد من الموظفين،؟ "
CELLS = st.text(alphabet=WELSH + ARABIC, max_size=12)
HEADINGS = st.text(alphabet=string.ascii_letters + "?", min_size=1, max_size=8)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.tuples(
        st.lists(HEADINGS, min_size=width, max_size=width),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6),
    )
)


def written(rows, separator: str, encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode(encoding)


def read(path: Path) -> list[list[str]]:
    return [list(line.cells) for line in open_grid(path).lines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@settings(max_examples=tries(30), deadline=None)
@given(table=TABLES, separator=st.sampled_from(",;\t|"))
def test_any_table_reads_back_the_same(tmp_path_factory, encoding, table, separator) -> None:
    headings, rows = table
    path = tmp_path_factory.mktemp("files") / "table.csv"
    path.write_bytes(written([headings, *rows], separator, encoding))
    assert read(path) == [headings, *(row for row in rows if any(cell.strip() for cell in row))]


def test_what_windows_wrote_in_britain_reads_back(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Beth?;Pam?\nMwy – plîs “ia”;£5 €6\n".encode("cp1252"))
    assert read(path) == [["Beth?", "Pam?"], ["Mwy – plîs “ia”", "£5 €6"]]
    path.write_bytes(b"Beth?,Pam?\n\x81,\xe9\n")
    assert read(path)[1] == ["\x81", "é"]


def test_a_hint_of_the_separator_is_obeyed(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\na,b;c\n1,2;3\n", encoding="utf-8")
    assert [(line.number, line.cells) for line in open_grid(path).lines()] == [(2, ("a,b", "c")), (3, ("1,2", "3"))]


def test_commas_under_a_single_heading_are_those_of_sentences(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Beth?\nMwy o amser, plîs\nLlai; a llai\n", encoding="utf-8")
    assert read(path) == [["Beth?"], ["Mwy o amser, plîs"], ["Llai; a llai"]]


def test_rows_are_numbered_by_the_line_they_begin_on_and_broken_ones_named(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"x\ny",1\n\n"p"q,2\nr,3\n', encoding="utf-8")
    lines = list(open_grid(path).lines())
    assert [(line.number, line.fault.code if line.fault else "") for line in lines] == [
        (1, ""),
        (2, ""),
        (5, "broken-quotes"),
        (6, ""),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b'a,b\n"x', "quote-never-closed"),
        (b"\xff\xfea\x00,\x00\x00\xd8\x00\xd8", "undecodable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel"),
        (b"PK\x03\x04 and nothing more", "broken-workbook"),
        (b' \n[{"a": 1}]', "no-table"),
        (b"%PDF-1.7", "no-table"),
    ],
)
def test_a_file_that_can_not_be_read_says_why(tmp_path, content, reason) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as told:
        list(open_grid(path).lines())
    assert told.value.details["reason"] == reason


def test_text_that_breaks_off_within_a_character_is_told(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffa,b\n".encode("utf-8") + b"x," * 70_000 + b"\xff\n")
    with pytest.raises(UnreadableFile) as told:
        list(SeparatedText(path).lines())
    assert told.value.details["reason"] == "undecodable"


def as_it_is(name: str, content: bytes) -> bytes:
    return content


def a_workbook(path: Path, change=as_it_is, **more: bytes) -> Path:
    book = Workbook()
    book.active.append(["Beth?", "Pam?"])
    book.active.append(["a", "b"])
    kept = io.BytesIO()
    book.save(kept)
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return path


def reason_of(path: Path) -> str:
    with pytest.raises(UnreadableFile) as told:
        list(open_grid(path).lines())
    return str(told.value.details["reason"])


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path) -> None:
    assert reason_of(a_workbook(tmp_path / "a.xlsx", bomb=b"\0" * 30_000_000)) == "workbook-too-large"
    many = {f"part{number}": b"" for number in range(2_001)}
    assert reason_of(a_workbook(tmp_path / "b.xlsx", **many)) == "workbook-too-large"


def test_entities_are_refused_wherever_they_stand(tmp_path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    for part in ("xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"):
        changed = a_workbook(
            tmp_path / "a.xlsx", lambda name, content, part=part: bomb + content if name == part else content
        )
        assert reason_of(changed) == "workbook-with-entities", part
    wide = bomb.decode().encode("utf-16")
    assert reason_of(a_workbook(tmp_path / "b.xlsx", extra=b"", **{"x.xml": wide})) == "workbook-with-entities"


def test_a_workbook_without_its_parts_is_broken(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../x.csv", "a,b")
    assert reason_of(path) == "broken-workbook"
    broken = a_workbook(tmp_path / "b.xlsx", lambda name, content: b"<x" if name == "xl/workbook.xml" else content)
    assert reason_of(broken) == "broken-workbook"


def test_the_first_sheet_with_anything_in_it_is_read_and_merged_cells_are_empty(tmp_path) -> None:
    book = Workbook()
    filled = book.create_sheet("Answers")
    filled.append(["Beth?", None, " "])
    filled.append([1.5, 2, "x"])
    filled.merge_cells("A1:B1")
    book.create_sheet("More").append(["never"])
    book.save(tmp_path / "a.xlsx")
    assert [line.cells for line in open_grid(tmp_path / "a.xlsx").lines()] == [("Beth?", "", " "), ("1.5", "2", "x")]


def test_refused_rows_are_never_formulas_and_keep_their_reason(tmp_path) -> None:
    table = "".join(refused_table([("a", "b"), ("", "x")], [(("=1+1",), "why; not"), (("p", "q", "r"), "wide")]))
    assert list(csv.reader(io.StringIO(table.removeprefix("\ufeff")))) == [
        ["a", "b", "adborth: reason"],
        ["", "x", ""],
        ["'=1+1", "", "why; not"],
        ["p", "q", "r", "wide"],
    ]
