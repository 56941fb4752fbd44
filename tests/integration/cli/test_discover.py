"""`adborth discover` shows candidates to people and to programs, or says in one line why there are none."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.command import adborth
from tests.unit.analysis.discovery.conference import answers


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = (json.dumps({"asked": answer.question, "words": answer.text}) for answer in answers())
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def run(source: Path, *options: str) -> Result:
    return CliRunner().invoke(adborth, ["discover", str(source), "--text-column", "words", *options])


def test_people_see_words_sizes_and_quotes_and_what_candidates_are_not(table: Path) -> None:
    result = run(table, "--question-column", "asked")
    assert result.exit_code == 0, result.output
    assert "parking" in result.output
    assert "amser" in result.output
    assert "“" in result.output
    assert f"Of {len(answers())} answers" in result.output
    assert "no findings" in result.output


def test_programs_see_rows_as_adborth_code_numbers_them(table: Path) -> None:
    found = json.loads(run(table, "--json").output)
    texts = [answer.text for answer in answers()]
    assert list(found) == ["answers", "considered", "clusters", "coverage", "stability", "candidates"]
    for candidate in found["candidates"]:
        assert len(candidate["ids"]) == candidate["size"]
        for quote in candidate["quotes"]:
            start, end = quote["span"]
            assert texts[int(quote["id"]) - 1][start:end] == quote["text"]
            assert quote["id"] in candidate["ids"]


def test_less_is_looked_at_when_the_codebook_covers_some(table: Path) -> None:
    everything, rest = (json.loads(run(table, "--json", *more).output) for more in ((), ("--uncovered",)))
    assert 0 < rest["considered"] < everything["considered"]


def test_too_few_answers_are_named(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("words\nNo parking\nMore parking\n", encoding="utf-8")
    result = run(tmp_path / "in.csv")
    assert result.exit_code == 0
    assert "too few to find themes in (at least 10 in one language)" in result.output
    assert json.loads(run(tmp_path / "in.csv", "--json").output)["candidates"] == []


def test_a_bad_table_or_codebook_ends_in_one_clear_line(table: Path) -> None:
    other = CliRunner().invoke(adborth, ["discover", str(table), "--text-column", "text"])
    assert (other.exit_code, "there is no column 'text'" in other.stderr) == (2, True)
    unknown = run(table, "--uncovered", "--codebook", "nothing")
    assert unknown.exit_code == 2
    assert "Traceback" not in unknown.output


def test_what_people_wrote_is_no_markup(tmp_path: Path) -> None:
    rows = "\n".join(f"[red]parking[/red] was [bold] full on day {number}" for number in "abcdefghijkl")
    (tmp_path / "in.csv").write_text(f"words\n{rows}\n", encoding="utf-8")
    assert "[red]parking[/red]" in run(tmp_path / "in.csv").output
