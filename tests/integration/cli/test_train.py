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


def test_a_teacher_adds_exemplars_under_one_writers_name(tmp_path: Path) -> None:
    lines = exemplars(tmp_path / "e.jsonl").read_text(encoding="utf-8")
    (tmp_path / "t.jsonl").write_text(lines.replace("no time to think", "no hours at all"), encoding="utf-8")
    given = ["--exemplars", str(tmp_path / "e.jsonl"), "--out", str(tmp_path / "m.npz")]
    alone = CliRunner().invoke(train, given)
    helped = CliRunner().invoke(train, [*given, "--teacher", str(tmp_path / "t.jsonl")])
    assert (alone.exit_code, helped.exit_code) == (0, 0), helped.output
    assert ("from 4 exemplars" in alone.stdout, "from 8 exemplars" in helped.stdout) == (True, True)
    assert alone.stdout.split()[1] != helped.stdout.split()[1]


def test_a_teachers_file_is_checked_like_exemplars(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"id": "1"}\n', encoding="utf-8")
    given = ["--exemplars", str(exemplars(tmp_path / "e.jsonl")), "--teacher", str(tmp_path / "t.jsonl")]
    result = CliRunner().invoke(train, [*given, "--out", str(tmp_path / "m.npz")])
    assert (result.exit_code, "t.jsonl, line 1" in result.stderr) == (2, True)


def test_uncoded_answers_help_and_whether_exemplars_were_chosen_counts(tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text("text\nno time at all\nparking was hard\nparking again\n", encoding="utf-8")
    given = ["--exemplars", str(exemplars(tmp_path / "e.jsonl")), "--out", str(tmp_path / "m.npz")]
    alone, drawn, chosen = (
        CliRunner().invoke(train, [*given, *more])
        for more in ([], ["--uncoded", str(tmp_path / "u.csv")], ["--uncoded", str(tmp_path / "u.csv"), "--chosen"])
    )
    assert (alone.exit_code, drawn.exit_code, chosen.exit_code) == (0, 0, 0), drawn.output + chosen.output
    assert len({told.stdout.split()[1] for told in (alone, drawn, chosen)}) == 3


def test_chosen_without_uncoded_answers_is_refused(tmp_path: Path) -> None:
    refused = CliRunner().invoke(train, ["--chosen", "--out", str(tmp_path / "m.npz")])
    assert (refused.exit_code, "--chosen goes only with --uncoded" in refused.stderr) == (2, True)
