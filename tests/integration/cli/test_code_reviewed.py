"""`adborth code --reviewed`: what a person decided holds, whatever the model finds."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.code import code
from services.cli.train import train

QUESTION = "What support do you need?"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    rows = [
        {"id": f"{name}-{n}", "text": text, "question": QUESTION, "codes": codes, "facets": ["need"]}
        for name in ("ann", "bob")
        for n, (text, codes) in enumerate([("no time to think", ["time_and_space"]), ("lunch was cold", [])])
    ]
    (folder / "e.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    given = ["--exemplars", str(folder / "e.jsonl"), "--out", str(folder / "m.npz")]
    assert CliRunner().invoke(train, given).exit_code == 0
    return folder / "m.npz"


def run(folder: Path, model: Path, answers: list[tuple[str, str]], reviews: list[tuple[str, str, list[str]]]) -> Result:
    with (folder / "in.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([("asked", "words"), *answers])
    lines = [
        {"id": f"r{n}", "question": asked, "text": text, "codes": codes, "facets": []}
        for n, (asked, text, codes) in enumerate(reviews)
    ]
    (folder / "gwen.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    columns = ["--text-column", "words", "--question-column", "asked", "--model", str(model)]
    files = ["--reviewed", str(folder / "gwen.jsonl"), "--out", str(folder / "out.jsonl")]
    return CliRunner().invoke(code, [str(folder / "in.csv"), *columns, *files])


def coded(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_persons_codes_win_where_text_and_question_agree(tmp_path: Path, model: Path) -> None:
    answers = [
        (QUESTION, " no time to think\n"),
        (QUESTION, "no time to think"),
        ("", " no time to think\n"),
        (QUESTION, "lunch was cold"),
    ]
    reviews = [(QUESTION, " no time to think\n", ["resources", "shared_learning"]), (QUESTION, "no time to think", [])]
    result = run(tmp_path, model, answers, reviews)
    assert result.exit_code == 0, result.output
    first, second, other_question, unreviewed = coded(tmp_path)
    assert first["codes"] == [
        {"code": "resources", "theme": "conditions", "confidence": 1.0, "spans": [[1, 17]]},
        {"code": "shared_learning", "theme": "connections", "confidence": 1.0, "spans": [[1, 17]]},
    ]
    assert second["codes"] == unreviewed["codes"] == []
    assert first["model"] == second["model"] == "person:gwen"
    assert [one["code"] for one in other_question["codes"]] == ["time_and_space"]
    assert str(other_question["model"]).startswith("linear-improvement-")
    assert first["facets"] == ["need"]
    assert "Coded 4 answers, 2 with at least one code" in result.stderr


def test_the_last_decision_holds(tmp_path: Path, model: Path) -> None:
    reviews = [
        ("", "no time", ["resources"]),
        ("", "no time", ["networks_and_communities", "networks_and_communities"]),
    ]
    assert run(tmp_path, model, [("", "no time")] * 2, reviews).exit_code == 0
    assert [[c["code"] for c in row["codes"]] for row in coded(tmp_path)] == [["networks_and_communities"]] * 2


@pytest.mark.parametrize(
    ("review", "problem"),
    [
        (("", "no time", ["love"]), "gwen.jsonl, line 1: 'love' does not stand in the codebook"),
        (("", " \n", ["resources"]), "'r0' gives codes to an answer without words"),
    ],
)
def test_a_review_that_cannot_hold_is_refused(
    tmp_path: Path, model: Path, review: tuple[str, str, list[str]], problem: str
) -> None:
    result = run(tmp_path, model, [("", "no time")], [review])
    assert (result.exit_code, problem in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "out.jsonl").exists()
