"""A line of the log says which service wrote it, whichever thread did."""

import json
from collections.abc import Iterator
from threading import Thread

import pytest
import structlog

from shared.observability.logs import configure, get_logger


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)
    structlog.contextvars.clear_contextvars()


def test_every_thread_names_the_service(capsys: pytest.CaptureFixture[str]) -> None:
    configure("intake")
    thread = Thread(target=lambda: get_logger("some").info("heard", messages=2))
    thread.start()
    thread.join()
    line = json.loads(capsys.readouterr().err)
    assert (line["service"], line["event"], line["messages"]) == ("intake", "heard", 2)
