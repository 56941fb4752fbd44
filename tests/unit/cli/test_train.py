"""`adborth train` writes a model that `adborth code` can use, the same one every time."""

import json
from pathlib import Path

from click.testing import CliRunner

from services.cli.code import code
from services.cli.train import train


def exemplars(path: Path) -> Path:
    rows = [
        {
            "id": f"{writer}-{number}",
            "text": f"{text} {writer}",
            "question": "What support do you need?",
            "codes": codes,
            "facets": ["need"],
        }
        for writer in ("ann", "bob")
        for number, (text, codes) in enumerate([("no time to think", ["time_and_space"]), ("lunch was cold", [])])
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_trained_model_is_used_by_code(tmp_path: Path) -> None:
    given = ["--exemplars", str(exemplars(tmp_path / "e.jsonl")), "--out", str(tmp_path / "m.npz")]
    first, second = (CliRunner().invoke(train, given) for _ in range(2))
    assert first.exit_code == second.exit_code == 0, first.output
    version = first.stdout.split()[1]
    assert second.stdout.split()[1] == version
    (tmp_path / "in.csv").write_text("words\nno time to think\n", encoding="utf-8")
    options = ["--model", str(tmp_path / "m.npz"), "--text-column", "words", "--out", str(tmp_path / "out.jsonl")]
    assert CliRunner().invoke(code, [str(tmp_path / "in.csv"), *options]).exit_code == 0
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert row["model"] == version
    assert row["codes"][0]["code"] == "time_and_space"


def test_what_cannot_be_trained_from_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(train, ["--exemplars", str(tmp_path / "absent.jsonl"), "--out", "m.npz"])
    assert (result.exit_code, "absent.jsonl" in result.stderr) == (2, True)
    result = CliRunner().invoke(train, ["--codebook", "nhs"])
    assert (result.exit_code, "there are: improvement" in result.stderr) == (2, True)
