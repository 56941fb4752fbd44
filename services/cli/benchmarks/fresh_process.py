"""Runs measurements in processes of their own, on one core and one thread, so that nothing else is measured."""

import gc
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from services.analysis.domain.codings import Answer
from services.analysis.engine.linear_coder import LinearCoder
from shared.codebooks.codebook import Codebook

_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Start:
    """What a process that only codes needs: seconds to load the model, texts a second when all is new, peak memory."""

    load_s: float
    texts_per_s: float
    memory_mb: float


def on_one_core(work: Callable[_Given, _Found], *args: _Given.args, **kwargs: _Given.kwargs) -> _Found:
    """What `work` returns, called in a fresh interpreter that has one core and one thread; Linux only."""
    spawning = multiprocessing.get_context("spawn")
    with _one_thread(), ProcessPoolExecutor(1, mp_context=spawning, initializer=_take_one_core) as alone:
        return alone.submit(work, *args, **kwargs).result()


def median_rate(work: Callable[[], object], texts: int, rounds: int) -> float:
    """Texts a second, the median of so many rounds."""
    return statistics.median(texts / _seconds(work) for _ in range(rounds))


def start(codebook: Codebook, model: Path, answers: Sequence[Answer]) -> Start:
    """Load the model and code the answers once; meant for a fresh process, whose peak memory it reads."""
    began = time.perf_counter()
    coder = LinearCoder.load(codebook, model)
    load_s = time.perf_counter() - began
    gc.freeze()  # as the worker does
    rate = median_rate(lambda: coder.code(answers), len(answers), rounds=1)
    return Start(load_s, rate, _peak_memory_mb())


@contextmanager
def _one_thread() -> Iterator[None]:
    # Numerical libraries read these when they are loaded, so they must be set before the interpreter starts.
    before = {name: os.environ[name] for name in _THREADS if name in os.environ}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name in _THREADS:
            del os.environ[name]
        os.environ.update(before)


def _take_one_core() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _peak_memory_mb() -> float:
    # Not getrusage: it begins with the peak of the process that this one was started from.
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak) / 1024
