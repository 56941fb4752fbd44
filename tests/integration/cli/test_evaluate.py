"""`adborth evaluate` measures a model on gold: the same figures for programs and for people, with their origin."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.command import adborth
from services.cli.train import train

KEYS = (
    "micro_f1 macro_f1 samples_f1 theme_micro_f1 no_code_accuracy facet_micro_f1 share_mae ece by_lang by_code "
    "coded_left_empty ece_confident n model gold intervals"
).split()
TEXTS = {"no time to think": ["time_and_space"], "no funding for it": ["resources"], "lunch was cold": []}
ASKED = "What support do you need?"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    rows = [
        {"id": f"{writer}-{text}", "text": f"{text} {writer}", "question": ASKED, "codes": codes, "facets": ["need"]}
        for writer in ("ann", "bob", "cai", "dee", "eve", "fay")
        for text, codes in TEXTS.items()
    ]
    (folder / "e.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    options = ["--exemplars", str(folder / "e.jsonl"), "--out", str(folder / "m.npz")]
    assert CliRunner().invoke(train, options).exit_code == 0
    return folder / "m.npz"


def gold(path: Path, **more: object) -> Path:
    rows = [
        {"question_text": ASKED, "text": text, "codes": codes, "lang": "en"} | more for text, codes in TEXTS.items()
    ]
    rows.append({"question_text": ASKED, "text": "dim amser", "codes": ["time_and_space"], "lang": "cy"} | more)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(*given: object) -> Result:
    return CliRunner().invoke(adborth, ["evaluate", *map(str, given)])


def test_programs_get_every_figure_by_its_name(tmp_path: Path, model: Path) -> None:
    path = gold(tmp_path / "gold.jsonl", facets=["need"], source="two readers")
    result = run(path, "--model", model, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert set(found) == set(KEYS)
    assert found["gold"] == {"path": str(path), "n": 4, "source": "two readers"}
    assert found["model"].startswith("linear-improvement-")
    assert found["by_lang"]["cy"].keys() == {"micro_f1", "n"}
    assert found["by_code"]["time_and_space"].keys() == {"precision", "recall", "f1", "n"}
    assert (len(found["by_code"]), found["by_code"]["time_and_space"]["n"]) == (18, 2)
    low, high = found["intervals"]["micro_f1"]
    assert 0 <= low <= found["micro_f1"] <= high <= 1
    assert found["by_code"]["time_and_space"]["recall"] >= 0.5


def test_facets_that_nobody_looked_at_are_null(tmp_path: Path, model: Path) -> None:
    found = json.loads(run(gold(tmp_path / "gold.jsonl"), "--model", model, "--json").stdout)
    assert found["facet_micro_f1"] is None
    assert "source" not in found["gold"]


def test_people_read_where_the_gold_came_from_and_what_it_does_not_show(tmp_path: Path, model: Path) -> None:
    named = run(gold(tmp_path / "gold.jsonl", source="two [bold] readers"), "--model", model)
    assert named.exit_code == 0, named.output
    for words in ("two [bold] readers", "on 4 answers", "Time and space", "do not show how people's answers", "null"):
        assert words in named.stdout
    unnamed = run(gold(tmp_path / "gold.jsonl"), "--model", model)
    assert "does not say who wrote and coded it" in unnamed.stdout


def test_gold_that_breaks_a_rule_ends_in_one_clear_line(tmp_path: Path, model: Path) -> None:
    wrong = run(gold(tmp_path / "gold.jsonl", codes=["love"]), "--model", model)
    assert wrong.exit_code == 2
    assert "gold.jsonl, line 1: 'love' in codes does not stand in the codebook" in wrong.stderr
    unknown = run(gold(tmp_path / "gold.jsonl"), "--codebook", "nothing")
    assert (unknown.exit_code, "there are: improvement" in unknown.stderr) == (2, True)
