"""Codes the same texts with one core and nothing else in the process, and prints the rates as JSON."""

import json
import os
import random
import time
from collections.abc import Callable, Sequence
from typing import Final

from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import artefact_for
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.tokens import WORD, normalise, stem
from shared.codebooks.loading import builtin_codebook
from tests.support.system.cards import draw_cards

_CARDS: Final = 2000
_ROUNDS: Final = 3
_QUESTION: Final = "What support do you need?"


def answers() -> list[Answer]:
    """Three answers of each card, shuffled."""
    texts = [text for card in draw_cards(_CARDS, seed=5) for text in card.answers.values()]
    random.Random(5).shuffle(texts)
    return [Answer(text, _QUESTION) for text in texts]


def stems_of(texts: Sequence[Answer]) -> int:
    """Cut every text into words and stem each."""
    return sum(len([stem(normalise(word)) for word in WORD.findall(answer.text)]) for answer in texts)


def rate(work: Callable[[Sequence[Answer]], object], texts: Sequence[Answer]) -> float:
    """Texts a second."""
    began = time.perf_counter()
    work(texts)
    return len(texts) / (time.perf_counter() - began)


def main() -> None:
    """Measure cold, then warm, several times."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    texts, book, path = answers(), builtin_codebook("improvement"), artefact_for("improvement")
    told: dict[str, list[float]] = {name: [] for name in ("cold", "warm", "floor_cold", "floor_warm")}
    words, version = 0, ""
    for _ in range(_ROUNDS):
        stem.cache_clear()
        told["floor_cold"].append(rate(stems_of, texts))
        told["floor_warm"].append(rate(stems_of, texts))
        stem.cache_clear()
        coder = LinearCoder.load(book, path)
        told["cold"].append(rate(coder.code, texts))
        told["warm"].append(rate(coder.code, texts))
        words, version = stems_of(texts), coder.model
    print(json.dumps(told | {"texts": len(texts), "words": words / len(texts), "model": version}))


if __name__ == "__main__":
    main()
