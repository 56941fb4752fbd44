"""Files that repeat what the code says are written from it; a stale one fails here."""

import pytest

from deploy.setup.generate import generated
from tests.support.sources import ROOT


@pytest.mark.parametrize("path", generated())
def test_a_generated_file_is_what_the_code_says_now(path: str) -> None:
    assert (ROOT / path).read_text() == generated()[path], "stale: run .venv/bin/python deploy/setup/generate.py"
