"""`adborth import` of other tools' exports, as somebody types it."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from services.cli.imports import import_file
from tests.integration.intake.test_import_command import data, ids_by_state, run

__all__ = ["data"]
TYPEFORM = (
    "#,What would help you most?,Colour,Submit Date (UTC),Network ID\n"
    "tok-1,Mwy o amser,coch,2026-03-02 09:35:31,n\ntok-2,,glas,,n\n"
)
MAP = ("--map", "What would help you most?=q_next")


def imported(file: Path, data: Path, *more: object):
    return run(import_file, file, "--survey", "journey", "--data", data, *more)


def test_an_export_is_recognised_mapped_and_imported_once(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "typeform.csv"
    file.write_text(TYPEFORM, encoding="utf-16")
    first = imported(file, data, *MAP)
    assert first.stdout.splitlines() == [
        "Read as typeform.",
        "  What would help you most? → q_next",
        "typeform.csv:3: Answer at least one question",
        "Columns that are no question and were left out: Colour",
        "1 stored, 0 already there, 1 refused",
    ]
    assert imported(file, data, *MAP).stdout.splitlines()[-1] == "0 stored, 1 already there, 1 refused"
    assert sum(len(ids) for ids in ids_by_state(data, "journey").values()) == 1


def test_refused_rows_are_written_mended_and_sent_again(tmp_path: Path, data: Path) -> None:
    file, refused = tmp_path / "typeform.csv", tmp_path / "refused.csv"
    file.write_text(TYPEFORM, encoding="utf-8")
    imported(file, data, *MAP, "--refused", refused)
    text = refused.read_text(encoding="utf-8-sig")
    assert text.splitlines() == [
        "#,What would help you most?,Colour,Submit Date (UTC),Network ID,adborth: reason",
        "tok-2,,glas,,n,Answer at least one question",
    ]
    refused.write_text(text.replace("tok-2,,", "tok-2,Llai o bapur,"), encoding="utf-8")
    assert imported(refused, data, *MAP).stdout.splitlines()[-1] == "1 stored, 0 already there, 0 refused"


def test_a_workbook_is_imported_under_its_form(tmp_path: Path, data: Path) -> None:
    book = Workbook()
    book.active.append(["Id", "Start time", "Completion time", "Email", "Name", "What would help you most?"])
    book.active.append([1, "2026-03-02 09:00", "2026-03-02 09:01", "anonymous", None, "Mwy o amser"])
    book.save(tmp_path / "forms.xlsx")
    for form, told in (("F1", "1 stored, 0"), ("F1", "0 stored, 1"), ("F2", "1 stored, 0")):
        done = imported(tmp_path / "forms.xlsx", data, *MAP, "--form", form)
        assert done.stdout.splitlines()[-1].startswith(told)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--map", "Nothing=q_next"), "The file has no question 'Nothing'. It has: What would help you most?, Colour."),
        (("--map", "Colour=q_none"), "write QUESTION=KEY with one of"),
        (("--map", "Colour"), "write QUESTION=KEY with one of"),
        (("--preset", "limesurvey", "--map", "x=q_next"), "The file has no question 'x'"),
    ],
)
def test_what_was_typed_wrongly_is_told(tmp_path: Path, data: Path, asked, told) -> None:
    file = tmp_path / "typeform.csv"
    file.write_text("What would help you most?,Colour\na,b\n", encoding="utf-8")
    done = imported(file, data, *asked)
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


def test_a_file_without_a_question_is_told(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "limesurvey.csv"
    file.write_text("id,submitdate,lastpage\n1,,1\n", encoding="utf-8")
    done = imported(file, data)
    assert (done.exit_code, "it holds no column that could be a question" in done.stderr) == (2, True)
