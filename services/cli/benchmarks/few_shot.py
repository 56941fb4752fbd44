"""How the engine does when a team has coded only a few answers: the codebook's phrases and little else."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from services.analysis.domain.codings import AnswerCoding
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.measuring.agreement import macro_f1, micro_f1, value_of
from services.analysis.engine.measuring.decisions import Decisions
from services.analysis.engine.training import train
from services.analysis.engine.uncoded import Uncoded
from services.cli.benchmarks.comments import Comment, Comments
from shared.codebooks.codebook import Codebook

SEEDS: Final = (0, 1, 2)
_A_LABEL: Final = 5
_AT_RANDOM: Final = 400

Draw = Callable[[Sequence[Comment], Sequence[str], random.Random], list[Comment]]


@dataclass(frozen=True, slots=True)
class FewShot:
    """Means over seeds of F1 on comments that do not stand in train, and how many comments were learned from."""

    micro: float
    macro: float
    seeds: tuple[int, ...]
    learned_from: tuple[int, ...]


def few_shot(codebook: Codebook, comments: Comments) -> dict[str, FewShot]:
    """Learn from 5 comments a label and from 400 drawn at random, each with the codebook's phrases.

    As in practice the other comments are there, but nobody has coded them: they stand beside as uncoded answers, those
    to be judged not among them.
    """
    return {
        str(_A_LABEL): _over_seeds(codebook, comments, _some_a_label, drawn=False),
        str(_AT_RANDOM): _over_seeds(codebook, comments, _some_at_random, drawn=True),
    }


def _over_seeds(codebook: Codebook, comments: Comments, draw: Draw, *, drawn: bool) -> FewShot:
    uncoded = Uncoded(comments.train_answers, drawn)
    chosen = [draw(comments.train, codebook.code_ids, random.Random(seed)) for seed in SEEDS]  # noqa: S311  because nothing secret is drawn
    scores = [_scores(codebook, comments, learned, uncoded) for learned in chosen]
    micro, macro = (sum(values) / len(SEEDS) for values in zip(*scores, strict=True))
    return FewShot(micro, macro, SEEDS, tuple(map(len, chosen)))


def _scores(
    codebook: Codebook, comments: Comments, learned: Sequence[Comment], uncoded: Uncoded
) -> tuple[float, float]:
    model, known = train(codebook, [comment.exemplar() for comment in learned], uncoded)
    coder = LinearCoder(codebook, Artefact("few-shot", model, known))
    unseen = [comment for comment in comments.test if not comment.duplicate]
    found: list[AnswerCoding] = coder.code([comment.answer for comment in unseen])
    decisions = Decisions.of(found, [comment.codes for comment in unseen], codebook.code_ids)
    micro, macro = (value_of(f(decisions.truth, decisions.given), len(unseen)) for f in (micro_f1, macro_f1))
    return micro or 0.0, macro or 0.0


def _some_a_label(train_split: Sequence[Comment], codes: Sequence[str], chance: random.Random) -> list[Comment]:
    chosen: set[str] = set()
    for code in codes:
        having = [comment.id for comment in train_split if code in comment.codes]
        chosen.update(chance.sample(having, min(_A_LABEL, len(having))))
    return [comment for comment in train_split if comment.id in chosen]


def _some_at_random(train_split: Sequence[Comment], _codes: Sequence[str], chance: random.Random) -> list[Comment]:
    return chance.sample(list(train_split), min(_AT_RANDOM, len(train_split)))
