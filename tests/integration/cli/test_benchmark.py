"""What `adborth benchmark nhs` is given is read and checked; the peer decides as its makers say; tables say it all."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from services.analysis.engine.measuring.decisions import Decisions
from services.analysis.engine.measuring.errors import InvalidGold
from services.cli.benchmarks.comments import Comments, load_comments, patient_experience
from services.cli.benchmarks.nhs_figures import agreement_figures, calibration_figures, share_figures
from services.cli.benchmarks.nhs_shown import show
from services.cli.benchmarks.peer import Peer
from services.cli.command import adborth
from tests.support.comments import row, write_comments


@pytest.fixture
def comments(tmp_path: Path) -> Comments:
    return load_comments(write_comments(tmp_path / "comments.jsonl"), patient_experience())


def test_comments_are_read_with_split_codes_and_duplicates(comments: Comments) -> None:
    assert (len(comments.train), len(comments.test)) == (54, 9)
    assert [comment.duplicate for comment in comments.test] == [True, *[False] * 8]
    first = comments.train[0].exemplar()
    assert (first.id, first.writer, first.question, first.codes) == ("n0-0", "n0", "Why?", ("food",))


def test_every_label_has_a_rule_and_phrases_of_its_own() -> None:
    codes = list(patient_experience().codes())
    phrases = [phrase for code in codes for phrase in code.phrases]
    assert len(codes) == 31
    assert len(set(phrases)) == len(phrases)
    assert all(40 <= len(code.phrases) <= 46 for code in codes)


def test_the_peer_gives_what_is_likely_and_always_something(comments: Comments) -> None:
    truth = np.array([["food" in comment.codes, False, True] for comment in comments.train])
    peer = Peer([comment.answer.text for comment in comments.train], truth)
    assert peer.probabilities(["dinner"])[0, 1:].tolist() == [0.0, 0.0]
    given = peer.code(["dinner was cold on Friday", "such kind people on Friday"])
    assert given[0].tolist() == [True, False, False]
    assert given.any(axis=1).all()


def decisions() -> tuple[Decisions, np.ndarray]:
    """Engine right on 3 of 4 answers with one code of two, the peer on 2."""
    truth = np.array([[1, 0], [0, 1], [1, 0], [0, 1]], dtype=bool)
    given = np.array([[1, 0], [0, 1], [1, 0], [1, 0]], dtype=bool)
    peer = np.array([[1, 0], [0, 1], [0, 1], [1, 0]], dtype=bool)
    return Decisions(truth, given, np.where(given, 0.9, 0.1)), peer


def test_figures_are_those_of_the_same_rows_for_both() -> None:
    found, peer = decisions()
    figures = agreement_figures(found, peer, np.array([False, True, True, True]))
    micro = {key: figures[key]["micro_f1"] for key in ("all", "nodup", "peer_all", "peer_nodup")}
    assert micro == pytest.approx({"all": 3 / 4, "nodup": 2 / 3, "peer_all": 2 / 4, "peer_nodup": 1 / 3})
    low, high = figures["intervals"]["nodup_minus_peer.micro_f1"]
    assert low <= 1 / 3 <= high


def test_reviews_are_drawn_only_when_asked_for() -> None:
    found, _ = decisions()
    assert share_figures(found, draws=0)["coverage"] is None
    drawn = share_figures(found, draws=3)
    assert (drawn["coverage"], drawn["share_mae_reviewed"]) == (1.0, pytest.approx(0))
    assert drawn["review"] == {"mae": pytest.approx(0), "coverage": 1.0, "reviewed": 4, "draws": 3, "seed": 0}


@pytest.mark.parametrize(("learned", "told"), [(54, False), (30, True)])
def test_people_are_told_when_the_peer_learned_from_less(
    learned: int, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    found, peer = decisions()
    unseen = np.array([False, True, True, True])
    speed = dict.fromkeys("texts_per_s texts_per_s_cold peer_texts_per_s single_answer_ms".split(), 100.0)
    start = dict.fromkeys("model_load_s memory_mb train_s peer_train_s".split(), 1.0)
    few = {"micro": 0.5, "macro": 0.25, "learned_from": (5, 6, 7)}
    about = {"model": "m", "path": "c.jsonl", "n": {"train": 54, "test": 4, "nodup": 3}, "peer_trained_on": learned}
    figures = agreement_figures(found, peer, unseen) | calibration_figures(found, unseen) | share_figures(found, 0)
    show(about | speed | start | figures | {"few_shot": {"5": few, "400": few}})
    out = capsys.readouterr().out
    assert ("this is no comparison" in out) == told
    for words in ("engine, without duplicates", "not measured", "5, 6, 7", "1 ×", "0.667"):
        assert words in out


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ({"labels": ["Parking"]}, "'Parking' in labels does not stand in the codebook"),
        ({"split": "dev"}, "split must be one of train, test"),
        ({"text": None}, "text must be a text"),
    ],
)
def test_comments_that_break_a_rule_are_named(tmp_path: Path, line: dict[str, object], rule: str) -> None:
    good = row("Timeliness of care", "late", "train")
    (tmp_path / "c.jsonl").write_text(f"{json.dumps(good)}\n{json.dumps(good | line)}\n", encoding="utf-8")
    result = CliRunner().invoke(adborth, ["benchmark", "nhs", str(tmp_path / "c.jsonl")])
    assert result.exit_code == 2
    assert f"c.jsonl, line 2: {rule}" in result.stderr


def test_there_must_be_something_to_test_with(tmp_path: Path) -> None:
    lines = [json.dumps(row("Timeliness of care", "late", "train"))] * 3
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InvalidGold, match="one to test with"):
        load_comments(tmp_path / "c.jsonl", patient_experience())
