"""`adborth export` as somebody types it, on a data directory of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.export import export
from services.reports.application.publish_report import publish_at_once
from services.reports.config import read_settings
from services.reports.domain.redactions import Person
from services.reports.main import Reports, build_reports
from tests.support.reports import exported
from tests.support.reports.exported import CROWD


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exported")


@pytest.fixture(scope="module")
def reports(folder: Path) -> Iterator[Reports]:
    made = build_reports(read_settings(folder))
    made.migrations.upgrade()
    made.start()
    exported.furnished(made)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _carried_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")


def run(folder: Path, ending: str, *more: str, survey: str = "crowd", out: Path | None = None) -> Result:
    where = str(out or folder / f"out.{ending}")
    given = ["--survey", survey, "--format", ending, "--out", where, "--data", str(folder)]
    return CliRunner().invoke(export, [*given, *more])


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx", "qdpx", "pdf", "docx", "pptx"])
def test_each_format_is_written(reports: Reports, folder: Path, ending: str, tmp_path: Path) -> None:
    done = run(folder, ending, "--language", "cy")
    assert done.exit_code == 0, done.output
    what = "136 responses" if ending in ("csv", "jsonl", "xlsx", "qdpx") else "draft, not published"
    assert done.output == f"{folder}/out.{ending}: crowd, {what}\n"
    content = (folder / f"out.{ending}").read_bytes()
    if ending in ("pdf", "docx", "pptx"):
        assert "Drafft, heb ei gyhoeddi" in exported.text_of(f"x.{ending}", content, tmp_path)
    if ending == "jsonl":
        assert len([json.loads(line) for line in content.decode().splitlines()]) == 136


def test_a_published_number_is_preferred_and_can_be_named(reports: Reports, folder: Path, tmp_path: Path) -> None:
    publish_at_once(CROWD, Person("a", "Ann"), desk=reports.publishing)
    assert run(folder, "docx").output.endswith("crowd, publication 1\n")
    text = exported.text_of("x.docx", (folder / "out.docx").read_bytes(), tmp_path)
    assert "Findings, number 1" in text
    assert "Draft, not published" not in text
    assert run(folder, "pdf", "--publication", "1").output.endswith("crowd, publication 1\n")
    missing = run(folder, "pdf", "--publication", "7")
    assert (missing.exit_code, missing.output) == (2, "Error: 'crowd' has no publication 7.\n")


def test_what_is_wrong_is_said_in_a_line_and_no_file_is_harmed(reports: Reports, folder: Path) -> None:
    kept = folder / "kept.csv"
    kept.write_text("mine")
    missing = run(folder, "csv", survey="nowhere", out=kept)
    assert (missing.exit_code, missing.output) == (2, "Error: There is no survey 'nowhere'.\n")
    assert kept.read_text() == "mine"
    nowhere = run(folder, "csv", out=folder / "no" / "x.csv")
    assert nowhere.exit_code == 2
    assert "can't be written" in nowhere.output
