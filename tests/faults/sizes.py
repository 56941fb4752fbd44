"""How big the faults are: a tenth in every run, all of it in `make chaos`."""

import os

FULL = os.environ.get("ADBORTH_CHAOS") == "full"


def size(full: int, tenth: int | None = None) -> int:
    """`full` in `make chaos`, else `tenth`, which is a tenth of `full` where it is not given."""
    if FULL:
        return full
    return full // 10 if tenth is None else tenth
