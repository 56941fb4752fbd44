"""A private PostgreSQL that a test can kill, fill up and restart."""

import contextlib
import os
import pwd
import secrets
import signal
import subprocess
import time
from types import TracebackType
from typing import Any, Self

from tests.support.servers import installed, proc
from tests.support.servers.ports import LOOPBACK, free_port
from tests.support.servers.reaper import REAPER, kill_tree, remove_folder, run_folder, start_process

_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "shared_buffers": "64MB",
    "max_connections": "100",
    "fsync": "on",
    "synchronous_commit": "on",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "max_wal_size": "256MB",
    "dynamic_shared_memory_type": "mmap",
    "restart_after_crash": "on",
}


class Postgres:
    """One server with user `test` and no password; PostgreSQL refuses root, so as root it runs as `postgres`."""

    def __init__(self, *, in_memory: bool = True) -> None:
        self._programs = installed.postgresql_bin()
        self._folder = run_folder("postgres", in_memory=in_memory)
        self.port = free_port()
        self.start_seconds = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._user = self._unprivileged_user()

    def url(self, database: str = "postgres") -> str:
        """Give the SQLAlchemy address of a database."""
        return f"postgresql+psycopg://test@{LOOPBACK}:{self.port}/{database}"

    def dsn(self, database: str = "postgres") -> str:
        """Give the libpq address of a database."""
        return f"postgresql://test@{LOOPBACK}:{self.port}/{database}"

    def start(self, timeout: float = 30) -> Self:
        """Start, also after `kill9`: waits out orphans that still hold shared memory, and the recovery."""
        began = time.monotonic()
        if not (self._folder / "data").exists():
            self._initialise()
        while not self._came_up(began + timeout):
            if time.monotonic() > began + timeout:
                raise RuntimeError("PostgreSQL did not start: " + self.log()[-1500:])
            time.sleep(0.1)
        self.start_seconds = time.monotonic() - began
        return self

    def add_database(self) -> str:
        """Make an empty database with a random name and give the name (0.05 to 0.1 s)."""
        name = "t" + secrets.token_hex(5)
        self._run("createdb", *self._where(), name)
        return name

    def remove_database(self, name: str) -> None:
        """Remove a database with whoever is connected; a server that is down by then is no error."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("dropdb", *self._where(), "--force", name)

    def kill9(self, *, backends: bool = True) -> None:
        """kill -9 the server with every backend, or the postmaster alone: the nastier case, backends live on."""
        if backends:
            kill_tree(self._process)
            return
        os.kill(self._running.pid, signal.SIGKILL)
        self._running.wait()

    def kill9_backend(self) -> int:
        """kill -9 one client's backend, whereupon the server restarts them all; gives its pid."""
        for pid in proc.descendants(self._running.pid):
            with contextlib.suppress(FileNotFoundError):
                if f"{LOOPBACK}(".encode() in proc.command_line(pid):
                    os.kill(pid, signal.SIGKILL)
                    return pid
        raise LookupError("no client is connected")

    def disk_full(self, *, full: bool = True) -> None:
        """Let every write fail as on a full disk, or no longer, by the file size limit of the server's processes.

        The server may crash on it and recover, as it does when its log of changes cannot be written: reconnect.
        Through prlimit(1) as the server's own user: root in a container may lack the right.
        """
        limit = "--fsize=8192:unlimited" if full else "--fsize=unlimited:unlimited"
        for pid in [self._running.pid, *proc.descendants(self._running.pid)]:
            subprocess.run(["prlimit", "--pid", str(pid), limit], capture_output=True, check=False, **self._user)

    def restart(self) -> Self:
        """Stop in an orderly way, by force after 5 s, and start again."""
        self._running.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._running.wait(5)
        kill_tree(self._process)
        return self.start()

    def destroy(self) -> None:
        """End it and remove its folder, by SIGQUIT: as fast as kill -9, but it frees its shared memory."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
        kill_tree(self._process)
        remove_folder(self._folder)

    def log(self) -> str:
        """Give what the server wrote."""
        return (self._folder / "server.log").read_text(errors="replace")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.destroy()

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the server was never started"
        return self._process

    def _came_up(self, end: float) -> bool:
        """Start the postmaster and wait until it takes queries; False when it ended before that."""
        settings = _SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self._folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "server.log").open("ab") as log:
            self._process = start_process(
                [self._programs / "postgres", "-D", self._folder / "data", *options],
                env=self._environment(),
                cwd=self._folder,
                stdout=log,
                stderr=log,
                **self._user,
            )
        REAPER.tell("quit", self._process.pid)
        while self._process.poll() is None and time.monotonic() < end:
            if self._run("pg_isready", "-q", *self._where(), "-d", "postgres", check=False).returncode == 0:
                return True
            time.sleep(0.03)
        return False

    def _initialise(self) -> None:
        access = ["-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", str(self._folder / "data"), *access, "--no-sync", "--no-instructions")

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        command = [str(self._programs / program), *arguments]
        options: dict[str, Any] = {"env": self._environment(), "cwd": self._folder, **self._user}
        return subprocess.run(command, capture_output=True, timeout=60, check=check, **options)

    def _where(self) -> list[str]:
        return ["-h", LOOPBACK, "-p", str(self.port), "-U", "test"]

    def _environment(self) -> dict[str, str]:
        path = f"{self._programs}:/usr/bin:/bin"
        return {"PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(self._folder), "TZ": "UTC"}

    def _unprivileged_user(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        owner = pwd.getpwnam("postgres")
        os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
