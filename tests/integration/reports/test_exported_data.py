"""Responses as files of data, read by other programs: on both databases, with spans that hold whatever was written."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyrefiqda import RefiProject

from services.reports.adapters.exports.data_formats import DATA_FORMATS
from services.reports.adapters.exports.qdpx_project import plain, qdpx_of
from services.reports.application.export_responses import take_responses
from services.reports.domain.coded_project import CodedSpan, Project, Source
from services.reports.domain.data_set import DataSet
from services.reports.domain.report_content import ThemeNamed
from services.reports.entrypoints.data_sets import data_set
from services.reports.main import Reports
from shared.contracts.coded_answers import CodingMade
from tests.support.reports import exported
from tests.support.reports.exported import CROWD
from tests.support.reports.making import parcel
from tests.support.reports.models import JOURNEY, sql_model
from tests.support.reports.publishing import SECRETS, Worker, others, quotable
from tests.support.reports.web import OpenIdentity, site

EMOJI = "🙂 Mae'r gŵr 👩‍⚕️ yn dweud: time 🏴󠁧󠁢󠁷󠁬󠁳󠁿 please"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    made = site(tmp_path_factory.mktemp("data")).reports
    exported.furnished(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def data(reports: Reports) -> DataSet:
    return taken(reports)


def taken(reports: Reports, language: str = "en", key: Any = CROWD) -> DataSet:
    desk = reports.exporting
    shelf = desk.publishing.shelf
    found = take_responses(key, source=desk.responses, shelf=shelf)
    return data_set(exported.told_now(key, desk=desk.publishing), found, shelf, language)


def project(file: bytes, folder: Path) -> tuple[Any, dict[str, str]]:
    """A project as pyrefiqda reads it, and its texts by their path."""
    (folder / "p.qdpx").write_bytes(file)
    found = RefiProject.load(folder / "p.qdpx", folder / "unpacked")
    texts = {path.name: path.read_bytes().decode() for path in (folder / "unpacked" / "sources").glob("*.txt")}
    return found, texts


def quoted(source: Any, texts: dict[str, str]) -> list[str]:
    text = texts[source.plain_text_path.removeprefix("internal://")]
    return [text[each.start_position : each.end_position] for each in source.plain_text_selection]


def test_a_table_and_lines_hold_every_response_and_hide_small_groups(data: DataSet) -> None:
    table = list(csv.DictReader(io.StringIO(DATA_FORMATS["csv"].make(data).decode("utf-8-sig"))))
    lines = [json.loads(line) for line in DATA_FORMATS["jsonl"].make(data).decode().splitlines()]
    assert len(table) == len(lines) == 136
    assert [row["response"] for row in table] == [line["response"] for line in lines]
    roles = {row["attribute.role"] for row in table}
    assert roles == {"nurse", "doctor", "manager", "", "hidden"}, "three volunteers are too few"
    for row, line in zip(table, lines, strict=True):
        (answer,) = line["answers"].values()
        assert row["q_next"] == answer["text"]
        assert row["q_next.codes"].split("; ") == ([each["code"] for each in answer["codes"]] or [""])


def test_a_workbook_holds_responses_and_figures_with_what_is_small_left_out(reports: Reports, data: DataSet) -> None:
    file = DATA_FORMATS["xlsx"].make(data)
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["About these figures", "Responses", "Figures"]
    figures = exported.xlsx_rows(file, 2)
    volunteers = [row for row in figures if row["value"] == "volunteer"]
    assert volunteers
    assert all(row["suppressed"] and row["n"] is None and row["answers"] is None for row in volunteers)
    whole = {row["code"]: row["n"] for row in figures if row["kind"] == "code" and not row["question"]}
    line = reports.exporting.publishing.shelf
    assert whole["resources"] == sum("resources" in (row["q_next.codes"] or "") for row in exported.xlsx_rows(file, 1))
    assert line is not None
    welsh = openpyxl.load_workbook(io.BytesIO(DATA_FORMATS["xlsx"].make(taken(reports, "cy"))))
    assert welsh.sheetnames == ["Am y ffigurau hyn", "Ymatebion", "Ffigurau"]


def test_a_project_opens_elsewhere_with_codes_coders_and_words(data: DataSet, tmp_path: Path) -> None:
    found, texts = project(DATA_FORMATS["qdpx"].make(data), tmp_path)
    assert found.name == "How was the day?"
    assert [user.name for user in found.users.user] == ["improvement-1"]
    themes = {theme.name: theme for theme in found.code_book.codes.code}
    assert not themes["Conditions"].is_codable
    codes = {code.guid: code.name for theme in themes.values() for code in theme.code}
    assert {"Resources", "Time and space"} <= set(codes.values())
    assert len(found.sources.text_source) == len(texts) == 136
    given = 0
    for source in found.sources.text_source:
        assert set(quoted(source, texts)) <= {"Words"}
        for selection in source.plain_text_selection:
            assert all(coding.code_ref.target_guid in codes for coding in selection.coding)
            given += 1
    assert given == sum(len(each.codings) for each in data.project.sources) > 100


@pytest.mark.parametrize(
    "text", [EMOJI, "a\x00b\r\nc \ufffe time", "\u202eلم يكن time", "<&>]]> time", "x" * 100_000 + " time"]
)
def test_offsets_hold_for_whatever_people_write(text: str, tmp_path: Path) -> None:
    start = text.index("time")
    source = Source("r/q", "Q", text, (CodedSpan("time", start, start + 4, "person:1"), CodedSpan("time", 0, 1, "m")))
    made = Project("s", "Title", (ThemeNamed("theme", "Theme", (("time", "Time"),)),), (source,))
    found, texts = project(qdpx_of(made), tmp_path)
    (read,) = found.sources.text_source
    assert quoted(read, texts) == ["time", plain(text)[0]]
    assert len(plain(text)) == len(text)
    assert qdpx_of(made) == qdpx_of(made)
    empty = replace(made, sources=(), themes=made.themes)
    assert zipfile.ZipFile(io.BytesIO(qdpx_of(empty))).namelist() == ["project.qde"]


@pytest.fixture(params=["sqlite", "postgresql"])
def journey(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reports]:
    url = f"sqlite:///{tmp_path}/reports.db" if request.param == "sqlite" else str(request.getfixturevalue("postgres"))
    made = sql_model(url, tmp_path).reports
    made.start()
    emoji = quotable("e", EMOJI)
    (said,) = emoji.answers
    start = EMOJI.index("time")
    again = CodingMade(code="time_and_space", theme="conditions", confidence=0.8, spans=((start, start + 4),))
    coded = replace(emoji, answers=(replace(said, codings=(again,)),))
    made.consumer([parcel(each) for each in (*others(), quotable(), coded)])
    yield made
    made.close()


def test_what_looks_personal_is_masked_until_a_person_approves_the_words(journey: Reports) -> None:
    assert journey.exporting.responses.count(JOURNEY) == 10
    before = DATA_FORMATS["jsonl"].make(taken(journey, key=JOURNEY)).decode()
    assert "My manager [name] of Bangor" in before
    assert not [secret for secret in SECRETS if secret in before]
    client = journey.web_app(OpenIdentity()).test_client()
    olwen = Worker(client)
    assert olwen.decide("refused", words="[name]", reason="Too easily known", word=[]).status_code == 303
    refused = DATA_FORMATS["jsonl"].make(taken(journey, key=JOURNEY)).decode()
    assert not [secret for secret in SECRETS if secret in refused]
    assert olwen.decide("approved", words="Bangor", reason="They asked for it", word=[]).status_code == 303
    after = DATA_FORMATS["jsonl"].make(taken(journey, key=JOURNEY)).decode()
    assert "Ann Jones of Bangor" in after


def test_spans_reach_the_file_as_they_were_given(journey: Reports, tmp_path: Path) -> None:
    data = taken(journey, key=JOURNEY)
    found, texts = project(DATA_FORMATS["qdpx"].make(data), tmp_path)
    assert "time" in [words for source in found.sources.text_source for words in quoted(source, texts)]
    lines = [json.loads(line) for line in DATA_FORMATS["jsonl"].make(data).decode().splitlines()]
    answer = next(line["answers"]["q_next"] for line in lines if line["answers"]["q_next"]["text"] == EMOJI)
    assert [EMOJI[start:end] for start, end in answer["codes"][0]["spans"]] == ["time"]


def test_no_cell_of_a_table_is_a_formula(journey: Reports) -> None:
    journey.consumer([parcel(quotable("f", text)) for text in ['=cmd|"/c calc"!A1']])
    journey.consumer([parcel(quotable(f"g{place}", text)) for place, text in enumerate(["+1", "-1", "@x", "\tx"])])
    data = taken(journey, key=JOURNEY)
    rows = list(csv.reader(io.StringIO(DATA_FORMATS["csv"].make(data).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    book = openpyxl.load_workbook(io.BytesIO(DATA_FORMATS["xlsx"].make(data)))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
