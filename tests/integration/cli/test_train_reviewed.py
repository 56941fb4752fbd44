"""`adborth train --reviewed` shows what a candidate would change and leaves the choice to people."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import artefact_for, load_artefact
from services.analysis.engine.built_in import built_in_coder
from services.cli.train import train

PEOPLE = "dai eve fay gus huw ian".split()


def lines(path: Path, rows: list[tuple[str, str, list[str]]]) -> str:
    found = [{"id": name, "text": text, "question": "", "codes": codes, "facets": []} for name, text, codes in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return str(path)


def run(*options: str) -> Result:
    return CliRunner().invoke(train, list(options))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("present")
    taught = [("no time to think", ["time_and_space"]), ("lunch was cold", []), ("no money at all", ["resources"])]
    rows = [
        (f"{name}-{n}", f"{text} {name}", codes) for name in ("ann", "bob") for n, (text, codes) in enumerate(taught)
    ]
    result = run("--exemplars", lines(folder / "e.jsonl", rows), "--out", str(folder / "m.npz"))
    assert result.exit_code == 0, result.output
    return folder / "m.npz"


@pytest.fixture
def reviewed(tmp_path: Path) -> str:
    """Six people say that cold lunches are a matter of resources, three agree with the model on time."""
    rows = [(f"{name}-1", f"[cold] lunch was cold {name}", ["resources"]) for name in PEOPLE]
    rows += [(f"{name}-2", f"no time to think {name}", ["time_and_space"]) for name in PEOPLE[:3]]
    return lines(tmp_path / "reviewed.jsonl", rows)


def test_a_candidate_is_compared_and_written_beside_the_present_model(
    tmp_path: Path, model: Path, reviewed: str
) -> None:
    before = model.read_bytes()
    result = run("--reviewed", reviewed, "--model", str(model), "--out", str(tmp_path / "c.npz"))
    assert result.exit_code == 0, result.output
    rows = [line.split("│")[1:-1] for line in result.stdout.splitlines() if line.startswith("│")]
    figures = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows if len(row) == 5}
    assert figures == {
        "all codes": ["0.500", "1.000", "9", ""],
        "time_and_space": ["1.000", "1.000", "3", "too few to tell"],
        "resources": ["0.000", "1.000", "6", ""],
    }
    assert "16 codes stand in no review." in result.stdout
    assert "6 of 9 codings would change." in result.stdout
    assert "“[cold] lunch was cold dai”" in result.stdout
    assert model.read_bytes() == before
    assert load_artefact(model).version in result.stdout


def test_the_candidate_is_a_model_like_any_other(tmp_path: Path, model: Path, reviewed: str) -> None:
    out = tmp_path / "c.npz"
    results = [run("--reviewed", reviewed, "--model", str(model), "--out", str(out)) for _ in range(2)]
    written = load_artefact(out)
    assert all(f"Wrote the candidate {written.version} to {out}" in result.stdout for result in results)
    assert written.known.words == load_artefact(model).known.words
    answers = [Answer("lunch was cold"), Answer("no time to think")]
    codings = [[c.code for c in found.codings] for found in built_in_coder("improvement", out).code(answers)]
    assert codings == [["resources"], ["time_and_space"]]


def test_changes_are_counted_over_other_texts_and_ten_are_shown(tmp_path: Path, model: Path, reviewed: str) -> None:
    texts = ["lunch was cold", "lunch was cold " * 12, "lunch was cold, lunch was cold"] * 4 + ["no time to think"]
    table = tmp_path / "texts.csv"
    table.write_text("".join(f"{text}\n" for text in ("text", *texts)), encoding="utf-8")
    given = ["--reviewed", reviewed, "--model", str(model), "--out", str(tmp_path / "c.npz")]
    result = run(*given, "--texts", str(table))
    assert result.exit_code == 0, result.output
    assert "12 of 13 codings would change." in result.stdout
    assert result.stdout.count("│ resources") == 11  # the figures', then ten changes'
    assert ("and 2 more" in result.stdout, "…”" in result.stdout) == (True, True)


def test_without_changes_none_are_listed(tmp_path: Path, model: Path) -> None:
    rows = [(f"{name}-1", f"no time to think {name}", ["time_and_space"]) for name in PEOPLE]
    given = ["--reviewed", lines(tmp_path / "r.jsonl", rows), "--model", str(model), "--out", str(tmp_path / "c.npz")]
    result = run(*given)
    assert "0 of 6 codings would change." in result.stdout
    assert "goes" not in result.stdout


def test_the_model_in_use_is_never_replaced(tmp_path: Path, model: Path, reviewed: str) -> None:
    (tmp_path / "link.npz").symlink_to(model)
    (tmp_path / "hard.npz").hardlink_to(model)
    before = model.read_bytes()
    for out in (model, tmp_path / "link.npz", tmp_path / "hard.npz", artefact_for("improvement")):
        result = run("--reviewed", reviewed, "--model", str(model), "--out", str(out))
        assert (result.exit_code, "is the present model" in result.stderr) == (2, True)
    assert model.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--reviewed", "r.jsonl"], "--reviewed needs --out"),
        (["--reviewed", "r.jsonl", "--out", "c.npz", "--teacher", "t.jsonl"], "--teacher goes not with --reviewed"),
        (["--reviewed", "r.jsonl", "--out", "c.npz", "--exemplars", "e.jsonl"], "--exemplars goes not with --reviewed"),
        (["--model", "m.npz"], "--model goes only with --reviewed"),
        (["--texts", "t.csv", "--out", "c.npz"], "--texts goes only with --reviewed"),
        (["--reviewed", "r.jsonl", "--model", "absent.npz", "--out", "c.npz"], "no trained model at absent.npz"),
    ],
)
def test_options_that_do_not_go_together_are_named(options: list[str], problem: str) -> None:
    result = run(*options)
    assert (result.exit_code, problem in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("dai-1", "no time", ["love"])], "line 1: 'love' does not stand in the codebook"),
        ([("dai-1", "no time", []), ("dai-2", "no money", [])], "must be by two writers"),
    ],
)
def test_reviews_that_cannot_be_learned_from_leave_no_file(
    tmp_path: Path, model: Path, rows: list[tuple[str, str, list[str]]], problem: str
) -> None:
    given = ["--reviewed", lines(tmp_path / "r.jsonl", rows), "--model", str(model), "--out", str(tmp_path / "c.npz")]
    result = run(*given)
    assert (result.exit_code, problem in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "c.npz").exists()


def test_texts_without_a_column_text_are_refused(tmp_path: Path, model: Path, reviewed: str) -> None:
    (tmp_path / "t.csv").write_text("words\nno time\n", encoding="utf-8")
    given = ["--reviewed", reviewed, "--model", str(model), "--out", str(tmp_path / "c.npz")]
    result = run(*given, "--texts", str(tmp_path / "t.csv"))
    assert (result.exit_code, "there is no column 'text'" in result.stderr) == (2, True)
