"""`make bench`: what adborth does in a second, each figure beside a floor measured in the same run."""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.benchmarks import coding, honesty, intake, relay, report, visible
from tests.benchmarks.rows import Row, table
from tests.benchmarks.stage import Stage

MEASURES: Final[dict[str, Callable[[Stage], Iterator[Row]]]] = {
    "intake": intake.measure,
    "relay": relay.measure,
    "coding": coding.measure,
    "visible": visible.measure,
    "report": report.measure,
    "honesty": honesty.measure,
}
_UNMEASURED: Final = (RuntimeError, AssertionError, OSError, ValueError, subprocess.SubprocessError)


def read_arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for; ends the program with a clear line when a name is unknown."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(MEASURES), metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run there, for programs")
    return parser.parse_args(given)


def machine() -> str:
    """Where and when; the load of others makes figures small and ratios coarse."""
    models = {line.split(":")[1].strip() for line in _cpu_lines() if line.startswith("model name")}
    cores, load = os.cpu_count(), os.getloadavg()[0]
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    about = f"{', '.join(models) or platform.machine()}, {cores} cores, Python {platform.python_version()}"
    return f"{when}, {about}, load before the run {load:.1f}; load generator and servers share the machine"


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print the table, write the file; 1 when something could not be measured. A missed aim is only told."""
    asked = read_arguments(given)
    about, began = machine(), time.monotonic()
    rows: list[Row] = []
    failed: list[str] = []
    with Stage() as stage:
        for name in asked.only or MEASURES:
            print(f"… {name}", flush=True)
            try:
                rows += MEASURES[name](stage)
            except _UNMEASURED as error:
                failed.append(f"{name} could not be measured: {error}")
    print("", *table(rows), "", about, *stage.notes, *failed, f"{time.monotonic() - began:.0f} s in all", sep="\n")
    if asked.json:
        told = {"about": about, "notes": stage.notes, "rows": [row.as_json() for row in rows]}
        asked.json.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if failed else 0


def _cpu_lines() -> list[str]:
    return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    sys.exit(main())
