"""The progress of an import on the terminal, and the rests that leave the database to others."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_SHORTEST_REST_SECONDS: Final = 0.005


@contextmanager
def progress_of(rows: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, drawn from the first batch on; what is given is told how many rows each batch had.

    After a batch it rests as long as the batch took, so that the form next door finds the database free half the time.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("importing", total=rows, visible=False)
        began = time.monotonic()

        def after_batch(done: int) -> None:
            nonlocal began
            progress.update(task, advance=done, visible=True)
            time.sleep(max(_SHORTEST_REST_SECONDS, time.monotonic() - began))
            began = time.monotonic()

        yield after_batch
