"""One process at a time owns a data directory: SQLite wants one writer, and the embedded relay must be the only one."""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self


class DirectoryInUse(Exception):
    """Another process has the data directory."""


class DirectoryLock:
    """A lock on a data directory; the kernel gives it back when its process ends, however it ends."""

    def __init__(self, data: Path, patience: float = 0) -> None:
        """`patience`: how many seconds to wait for another process to end before raising DirectoryInUse."""
        data.mkdir(parents=True, exist_ok=True)
        self._path = data / "adborth.lock"
        self._patience = patience
        self._file: int | None = None

    def __enter__(self) -> Self:
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + self._patience
        while not self._taken():
            if time.monotonic() >= until:
                os.close(self._file)
                raise DirectoryInUse(str(self._path))
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            os.close(self._file)

    def _taken(self) -> bool:
        try:
            fcntl.flock(self._file or 0, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
