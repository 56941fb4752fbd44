"""How many texts one core codes in a second, with an empty and with a warm memory of words."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from tests.benchmarks.rows import Aim, Floor, Row, Runs
from tests.benchmarks.stage import Stage

_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def measure(stage: Stage) -> Iterator[Row]:
    """Coding beside what no coder can do without: cutting into words and stemming them."""
    alone = os.environ | dict.fromkeys(_THREADS, "1")
    command = [sys.executable, "-m", "tests.benchmarks.coding_alone"]
    done = subprocess.run(command, env=alone, capture_output=True, text=True, timeout=120, check=True)
    told = json.loads(done.stdout)
    stage.notes.append(
        f"coding: {told['texts']:,} answers of {told['words']:.0f} words on average, one core, model {told['model']}"
    )
    for state, aim in (("warm", Aim(15_000)), ("cold", None)):
        floor = Floor("cut into words and stemmed", Runs(tuple(told[f"floor_{state}"])))
        yield Row(f"coding on one core, {state}", Runs(tuple(told[state])), "/s", floor, aim)
