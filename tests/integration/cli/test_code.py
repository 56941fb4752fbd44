"""`adborth code` turns a table of answers into codings, or says in one line what is wrong with the table."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from services.cli.code import code

ROWS = [
    {"ref": "a1", "asked": "What support do you need?", "words": "No time to think.\nA mentor, please"},
    {"ref": "=2", "asked": "What's next?", "words": "=HYPERLINK(1) <b>no funding</b> & no backfill"},
    {"ref": "a3", "asked": "", "words": ""},
    {"ref": "a4", "asked": "", "words": "ŵyn 😀"},
]
COLUMNS = ("--text-column", "words", "--question-column", "asked", "--id-column", "ref")


def as_csv(path: Path, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as lines:
        writer = csv.DictWriter(lines, list(ROWS[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(ROWS)
    return path


def as_jsonl(path: Path) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n", encoding="utf-8")
    return path


def as_xlsx(path: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append([None, None, None])
        sheet.append(list(row.values()))
        for column in (1, 3):
            sheet.cell(sheet.max_row, column).data_type = "s"
    workbook.save(path)
    return path


def run(source: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(code, [str(source), "--out", str(out), *options])


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("in.csv", as_csv),
        ("in.csv", lambda path: as_csv(path, "utf-8-sig", ";")),
        ("in.CSV", lambda path: as_csv(path, "utf-16", "\t")),
        ("in.jsonl", as_jsonl),
        ("in.xlsx", as_xlsx),
    ],
)
def test_every_format_gives_the_same_objects(tmp_path: Path, name: str, write: Callable[[Path], Path]) -> None:
    result = run(write(tmp_path / name), tmp_path / "out.jsonl", *COLUMNS)
    assert result.exit_code == 0, result.output
    rows = lines_of(tmp_path / "out.jsonl")
    assert [row["id"] for row in rows] == ["a1", "=2", "a3", "a4"]
    assert list(rows[0]) == ["id", "codes", "facets", "model"]
    first, second = (json.dumps(row["codes"]) for row in rows[:2])
    assert '"time_and_space", "theme": "conditions"' in first
    assert '"spans": [[0, 16]]' in first
    assert "resources" in second
    assert rows[2]["codes"] == rows[3]["codes"] == []
    assert "need" in str(rows[0]["facets"])
    assert "Coded 4 answers, 2 with at least one code" in result.stderr


def test_rows_are_numbered_when_nothing_names_them(tmp_path: Path) -> None:
    run(as_csv(tmp_path / "in.csv"), tmp_path / "out.jsonl", "--text-column", "words")
    assert [row["id"] for row in lines_of(tmp_path / "out.jsonl")] == ["1", "2", "3", "4"]


def test_a_csv_holds_nothing_that_a_spreadsheet_runs(tmp_path: Path) -> None:
    run(as_csv(tmp_path / "in.csv"), tmp_path / "out.csv", *COLUMNS)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows[1]["id"] == "'=2"
    assert rows[1]["text"] == "'" + ROWS[1]["words"]
    assert "time_and_space" in rows[0]["codes"].split("; ")
    assert "No time to think" in rows[0]["evidence"].split(" | ")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_a_workbook_holds_text_and_no_formula(tmp_path: Path) -> None:
    run(as_csv(tmp_path / "in.csv"), tmp_path / "out.xlsx", *COLUMNS)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet["A3"].value == "=2"
    assert sheet["C3"].value == ROWS[1]["words"]
    assert all(cell.data_type != "f" for cell in cells)


def test_the_report_is_one_page_that_escapes_what_people_wrote(tmp_path: Path) -> None:
    assert run(as_csv(tmp_path / "in.csv"), tmp_path / "out.html", *COLUMNS).exit_code == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<b>no funding" not in page
    assert "no funding&lt;/b&gt;" in page
    assert "<mark>No time to think</mark>" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("<svg") == page.count("<title id=") == 1
    assert "of 3 answers" in page


def test_a_report_without_any_code_says_so(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("words\nn/a\n", encoding="utf-8")
    run(tmp_path / "in.csv", tmp_path / "out.html", "--text-column", "words")
    assert "No answer was given a code." in (tmp_path / "out.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("in.csv", b"ref,text\n1,x\n", "there is no column 'words'; there are: ref, text"),
        ("in.jsonl", b'{"text": "x"}\n', "there is no column 'words'; there are: text"),
        ("in.csv", b"", "holds no rows"),
        ("in.csv", b"words\n", "holds no rows"),
        ("in.jsonl", b"\n", "holds no rows"),
        ("in.csv", b"words\nplain\n\xe2t\xe9\n", "is not UTF-8 text"),
        ("in.jsonl", b'{"words": "x"}\n\xff\n', "line 2 is not UTF-8"),
        ("in.jsonl", b'{"words": "x"}\n{"words"\n', "line 2 is not JSON"),
        ("in.jsonl", b'{"words": "x"}\n[1]\n', "line 2 must be a JSON object"),
        ("in.xlsx", b"no workbook", "cannot be read as an Excel workbook"),
        ("in.txt", b"words", "can be read only as .csv, .jsonl, .xlsx"),
    ],
)
def test_a_bad_table_ends_in_one_clear_line(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(tmp_path / name, tmp_path / "out.jsonl", "--text-column", "words")
    assert result.exit_code == 2
    assert problem in result.stderr
    assert "Traceback" not in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_other_wrong_wishes_are_named(tmp_path: Path) -> None:
    source = as_csv(tmp_path / "in.csv")
    unknown_format = run(source, tmp_path / "out.pdf", *COLUMNS)
    assert (unknown_format.exit_code, "can be written only as" in unknown_format.stderr) == (2, True)
    unknown_codebook = run(source, tmp_path / "out.csv", "--codebook", "nhs", *COLUMNS)
    assert (unknown_codebook.exit_code, "there is no codebook 'nhs'" in unknown_codebook.stderr) == (2, True)
    no_folder = run(source, tmp_path / "absent" / "out.csv", *COLUMNS)
    assert (no_folder.exit_code, "absent" in no_folder.stderr) == (2, True)


def test_json_may_hold_numbers_nulls_and_lone_surrogates(tmp_path: Path) -> None:
    lines = '{"words": null, "ref": 7}\n{"words": "no time \\ud83d", "ref": 8}\n'
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    result = run(tmp_path / "in.jsonl", tmp_path / "out.csv", "--text-column", "words", "--id-column", "ref")
    assert result.exit_code == 0, result.output
