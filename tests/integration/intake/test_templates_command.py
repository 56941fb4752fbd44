"""`adborth survey templates` and `adborth survey new`, on a data directory."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.survey import survey
from services.intake.adapters.survey_files import builtin_survey_files, read_survey_file

TEMPLATES = [file.stem for file in builtin_survey_files()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(survey, [*arguments], catch_exceptions=False)


def test_templates_are_listed_by_name() -> None:
    listed = run("templates").stdout.splitlines()
    assert [line.split()[0] for line in listed] == TEMPLATES
    assert "journey  4 questions  en, cy  Your improvement journey" in listed


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_file_of_ones_own_is_written_with_its_comments_and_can_be_published(here: Path, template: str) -> None:
    done = run("new", template, "--slug", "spring", "--data", str(here / "data"))
    assert done.stdout.endswith("adborth survey publish spring.yaml\n")
    written = (here / "spring.yaml").read_text(encoding="utf-8")
    assert written.startswith("# ")
    assert read_survey_file(here / "spring.yaml").slug == "spring"
    assert "spring version 1 is published: /s/spring" in run("publish", "spring.yaml", "--data", "data").stdout


def test_a_template_is_published_at_once_but_in_no_other_surveys_place(here: Path) -> None:
    assert (
        "hall version 1 is published"
        in run("new", "what-works", "--slug", "hall", "--publish", "--data", "data").stdout
    )
    again = run("new", "journey", "--slug", "hall", "--publish", "--data", "data")
    assert (again.exit_code, "There is a survey 'hall' already" in again.stderr) == (1, True)
    listed = run("list", "--data", "data").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["hall", "journey"]
    assert not list(here.glob("*.yaml"))


def test_mistakes_are_told_in_a_line(here: Path) -> None:
    assert "There is no template 'poll'. There are: after-action, journey" in run("new", "poll", "--slug", "a").stderr
    assert "slug must be" in run("new", "journey", "--slug", "../A").stderr
    (here / "mine.yaml").write_text("mine", encoding="utf-8")
    assert "There is a file mine.yaml already" in run("new", "journey", "--slug", "mine").stderr
    assert (here / "mine.yaml").read_text(encoding="utf-8") == "mine"
    (here / "mine.yaml").unlink()
    here.rmdir()
    assert "other.yaml can't be written" in run("new", "journey", "--slug", "other").stderr
