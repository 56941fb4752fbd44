"""Measures the engine beside the peer on labelled patients' comments: one process, one core, the same rows."""

from dataclasses import asdict, dataclass
from typing import Final

import click
import numpy as np

from services.cli.benchmarks.comments import Comments
from services.cli.benchmarks.engine_run import run_engine
from services.cli.benchmarks.few_shot import few_shot
from services.cli.benchmarks.nhs_figures import Figures, agreement_figures, calibration_figures, share_figures
from services.cli.benchmarks.peer_run import run_peer
from shared.codebooks.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: rounds of timing, draws of reviewed answers, few-shot or not, comments for the peer."""

    rounds: int = 3
    draws: int = 1000
    with_few_shot: bool = True
    peer_comments: int | None = None


WHOLE: Final = Extent()
QUICK: Final = Extent(draws=0, with_few_shot=False, peer_comments=1500)


def measure(codebook: Codebook, comments: Comments, extent: Extent) -> Figures:
    """All figures, by the names that `adborth benchmark nhs --json` gives them; meant for a process of its own."""
    _say("training the engine and measuring its speed")
    model, decisions, speed = run_engine(codebook, comments, extent.rounds)
    _say("training the peer: that takes minutes")
    given, speed_of_peer = run_peer(codebook, comments, extent.rounds, extent.peer_comments)
    unseen = np.array([not comment.duplicate for comment in comments.test], dtype=np.bool_)
    _say("measuring agreement, calibration and shares")
    return {
        "model": model,
        "n": {"train": len(comments.train), "test": len(comments.test), "nodup": int(unseen.sum())},
        **agreement_figures(decisions, given, unseen),
        **speed,
        **speed_of_peer,
        **calibration_figures(decisions, unseen),
        **share_figures(decisions, extent.draws),
        "few_shot": _few_shot(codebook, comments) if extent.with_few_shot else None,
    }


def _few_shot(codebook: Codebook, comments: Comments) -> Figures:
    _say("learning from a few comments")
    return {name: asdict(found) for name, found in few_shot(codebook, comments).items()}


def _say(what: str) -> None:
    click.echo(f"… {what}", err=True)
