"""Cards as delegates write them: drawn by a seed, every id and every first answer its own."""

import csv
import json
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_EXEMPLARS = Path(__file__).parents[3] / "services/analysis/exemplars"
_QUESTIONS = ("q_journey", "q_next", "q_support")


@dataclass(frozen=True)
class Card:
    """What one person hands in."""

    id: str
    answers: dict[str, str]
    language: str = "en"

    def body(self) -> dict[str, object]:
        """The body of a POST."""
        return {"id": self.id, "language": self.language, "answers": self.answers}


def draw_cards(count: int, seed: int) -> list[Card]:
    """Give `count` cards; the same seed draws the same ones."""
    chance = random.Random(seed)
    return [_card(chance, number) for number in range(count)]


def write_csv(cards: Sequence[Card], path: Path) -> Path:
    """Write a file for `adborth import`."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", "language", *_QUESTIONS], restval="")
        writer.writeheader()
        writer.writerows({"id": card.id, "language": card.language, **card.answers} for card in cards)
    return path


def _card(chance: random.Random, number: int) -> Card:
    texts = chance.sample(_texts(), len(_QUESTIONS))
    answers = dict(zip(_QUESTIONS, texts, strict=True))
    answers["q_journey"] += f" Card {number}."
    return Card(str(uuid.UUID(int=chance.getrandbits(128), version=4)), answers)


@cache
def _texts() -> list[str]:
    return sorted(_read())


def _read() -> Iterator[str]:
    for path in _EXEMPLARS.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] == "en":
                yield row["text"]
