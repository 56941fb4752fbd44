"""The peer's part of the benchmark: it learns from the same comments and codes the same test comments."""

import random
import time
from typing import Final

from services.analysis.engine.measuring.decisions import Bools, indicators
from services.cli.benchmarks.comments import Comments
from services.cli.benchmarks.fresh_process import median_rate
from services.cli.benchmarks.peer import Peer
from shared.codebooks.codebook import Codebook

_SEED: Final = 0


def run_peer(
    codebook: Codebook, comments: Comments, rounds: int, most: int | None = None
) -> tuple[Bools, dict[str, float]]:
    """What the peer gives the test comments, and its speed; it learns from `most` comments, drawn at random, or all."""
    learned = list(comments.train)
    if most is not None and most < len(learned):
        learned = random.Random(_SEED).sample(learned, most)  # noqa: S311  because nothing secret is drawn
    truth = indicators([comment.codes for comment in learned], codebook.code_ids)
    began = time.perf_counter()
    peer = Peer([comment.answer.text for comment in learned], truth)
    train_s = time.perf_counter() - began
    texts = [answer.text for answer in comments.test_answers]
    rate = median_rate(lambda: peer.code(texts), len(texts), rounds)
    return peer.code(texts), {
        "peer_texts_per_s": rate,
        "peer_train_s": train_s,
        "peer_trained_on": len(learned),
    }
