"""`adborth benchmark nhs` the whole way in small: engine, peer, fresh processes, on made-up comments."""

import json
from pathlib import Path

from click.testing import CliRunner

from services.cli.benchmarks.comments import load_comments, patient_experience
from services.cli.benchmarks.nhs import Extent, measure
from services.cli.command import adborth
from tests.support.comments import write_comments

FIGURES = (
    "all nodup peer_all peer_nodup texts_per_s peer_texts_per_s texts_per_s_cold single_answer_ms memory_mb "
    "model_load_s ece ece_confident share_mae share_mae_reviewed coverage few_shot intervals n model peer_trained_on"
).split()


def test_the_quick_way_gives_every_figure_by_its_name(tmp_path: Path) -> None:
    path = write_comments(tmp_path / "comments.jsonl")
    result = CliRunner().invoke(adborth, ["benchmark", "nhs", str(path), "--json", "--quick"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert set(FIGURES) <= set(found)
    assert found["n"] == {"train": 54, "test": 9, "nodup": 8}
    assert found["all"].keys() == found["peer_nodup"].keys() == {"micro_f1", "macro_f1", "samples_f1"}
    assert found["nodup"]["micro_f1"] > 0.7
    assert found["peer_nodup"]["micro_f1"] > 0.7
    assert (found["quick"], found["few_shot"], found["coverage"]) == (True, None, None)
    assert found["texts_per_s"] > found["peer_texts_per_s"] > 0
    assert 20 < found["memory_mb"] < 1000


def test_the_whole_way_draws_reviews_and_learns_from_few(tmp_path: Path) -> None:
    codebook = patient_experience()
    comments = load_comments(write_comments(tmp_path / "comments.jsonl"), codebook)
    found = measure(codebook, comments, Extent(rounds=1, draws=3, peer_comments=30))
    assert (found["peer_trained_on"], found["coverage"]) == (30, 1.0)
    few = found["few_shot"]
    assert isinstance(few, dict)
    assert (few["5"]["learned_from"], few["400"]["learned_from"]) == ((15, 15, 15), (54, 54, 54))
    assert few["400"]["micro"] > 0.5
