"""A second coder over real HTTP, as main builds it, with pauses that a test can bear."""

from collections.abc import Callable
from pathlib import Path

import pytest

from services.analysis.adapters.generative.budget import Budget
from services.analysis.adapters.generative.chat import Chat
from services.analysis.adapters.generative.connection import Connection, Endpoint
from services.analysis.adapters.generative.file_cache import FileCache
from services.analysis.adapters.generative.generative_coder import GenerativeCoder
from services.analysis.adapters.generative.patience import Patience
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import codebook_from
from shared.contracts.clock import SystemClock

MakeCoder = Callable[..., GenerativeCoder]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is never reached through the machine's proxy, if it has one."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def few_codes() -> Codebook:
    def code(name: str, include: str) -> dict[str, object]:
        return {"id": name, "title": {"en": name}, "include": include, "examples": [name]}

    codes = [code("time", "Too busy, no time."), code("money", "Money and funding.")]
    theme = {"id": "means", "title": {"en": "Means"}, "definition": "What it takes.", "codes": codes}
    document = {"id": "few", "version": 1, "title": {"en": "Few"}, "themes": [theme]}
    return codebook_from(document, source="few")


@pytest.fixture
def make_coder(few_codes: Codebook, tmp_path: Path) -> MakeCoder:
    def make(url: str, *, timeout: float = 5.0, reply_tokens: int = 200, key: str | None = None) -> GenerativeCoder:
        connection = Connection(Endpoint(url=url, key=key, timeout=timeout))
        patience = Patience(attempts=3, first=0.02, longest=2.0)
        chat = Chat(connection, "m", Budget(requests=50, tokens=100_000), clock=SystemClock(), patience=patience)
        return GenerativeCoder(few_codes, "m", chat, FileCache(tmp_path / "cache"), reply_tokens=reply_tokens)

    return make
