"""The engine's part of the benchmark: it learns, codes the test comments, and shows how fast it is on one core."""

import gc
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import save_artefact
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.measuring.decisions import Decisions
from services.analysis.engine.training import train
from services.cli.benchmarks.comments import Comments
from services.cli.benchmarks.fresh_process import median_rate, on_one_core, start
from shared.codebooks.codebook import Codebook

_SINGLE: Final = 300  # answers coded one by one


def run_engine(codebook: Codebook, comments: Comments, rounds: int) -> tuple[str, Decisions, dict[str, float]]:
    """The version of the model that was learned, what it decides of the test comments, and its speed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        began = time.perf_counter()
        save_artefact(*train(codebook, [comment.exemplar() for comment in comments.train]), path)
        train_s = time.perf_counter() - began
        coder = LinearCoder.load(codebook, path)
        codings = coder.code(comments.test_answers)
        decisions = Decisions.of(codings, [comment.codes for comment in comments.test], codebook.code_ids)
        speed = _warm(coder, comments, rounds) | _starting(codebook, path, comments, rounds)
    return coder.model, decisions, {"train_s": train_s} | speed


def _warm(coder: LinearCoder, comments: Comments, rounds: int) -> dict[str, float]:
    """Rates over all comments, each coded once before, with all spans."""
    everything = [*comments.train_answers, *comments.test_answers]
    coder.code(everything)
    gc.collect()
    gc.freeze()  # the comments and the peer's matters are not the engine's to be gone through while it codes
    single = [_milliseconds(coder, answer) for answer in comments.test_answers[:_SINGLE]]
    rate = median_rate(lambda: coder.code(everything), len(everything), rounds)
    gc.unfreeze()
    return {"texts_per_s": rate, "single_answer_ms": statistics.median(single)}


def _milliseconds(coder: LinearCoder, answer: Answer) -> float:
    return 1000 / median_rate(lambda: coder.code([answer]), texts=1, rounds=1)


def _starting(codebook: Codebook, model: Path, comments: Comments, rounds: int) -> dict[str, float]:
    """Processes that load the model, do nothing else, and see the test comments for the first time."""
    starts = [on_one_core(start, codebook, model, comments.test_answers) for _ in range(rounds)]
    return {
        "texts_per_s_cold": statistics.median(one.texts_per_s for one in starts),
        "model_load_s": statistics.median(one.load_s for one in starts),
        "memory_mb": max(one.memory_mb for one in starts),
    }
