"""A worker of analysis that only works beside its messages: `python -m tests.support.recoding_worker DATABASE`."""

import sys
from pathlib import Path
from threading import Event

from services.analysis.config import Settings
from services.analysis.main import build_analysis


def main(database: str) -> None:
    """Work until it is killed."""
    analysis = build_analysis(Settings(data=Path(), database=database))
    (loop,) = analysis.chores.values()
    loop(Event())


if __name__ == "__main__":
    main(sys.argv[1])
