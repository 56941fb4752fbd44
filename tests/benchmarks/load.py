"""The load: wrk, written in C, so that on a machine of few cores it takes little from what it measures."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.system.cards import draw_cards

CONNECTIONS: Final = 16
_SCRIPT: Final = Path(__file__).with_name("cards.lua")
_CARDS: Final = 500


class LoadFailed(RuntimeError):
    """Requests were refused or broke: a rate of such answers would mean nothing."""


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw."""

    requests: int
    seconds: float
    p95_ms: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def write_bodies(path: Path) -> Path:
    """Write the bodies of cards, one a line, without the id that the load generator puts before each."""
    cards = (card.body() for card in draw_cards(_CARDS, seed=11))
    path.write_text("\n".join(_without_id(cards)) + "\n", encoding="utf-8")
    return path


def post_cards(url: str, bodies: Path, seconds: int) -> Load:
    """Post as fast as the server answers. Raises LoadFailed unless every answer was a 2xx."""
    program = shutil.which("wrk")
    if program is None:
        raise LoadFailed("wrk is missing: deploy/setup/bench-tools.sh installs it (as root)")
    options = ["--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s", "--timeout", "10s"]
    done = subprocess.run(
        [program, *options, "--script", _SCRIPT, url, "--", bodies],
        capture_output=True,
        text=True,
        timeout=seconds + 30,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    if told["refused"] or told["broken"] or not told["requests"]:
        raise LoadFailed(f"{url}: {told}")
    return Load(told["requests"], told["seconds"], told["p95_ms"])


def _without_id(bodies: Iterable[dict[str, object]]) -> Iterable[str]:
    for body in bodies:
        rest = {name: value for name, value in body.items() if name != "id"}
        yield json.dumps(rest, ensure_ascii=False)[1:]
