"""The stand with every page, and a browser for a module: Playwright allows one at a time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.pages.stand import Stand, stand_in


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """Intake and reports at one address, furnished; shared by all, so nobody may depend on what others leave alone."""
    with stand_in(tmp_path_factory.mktemp("stand")) as opened:
        yield opened


@pytest.fixture(scope="module")
def court_browser(chromium: Path) -> Iterator[Browser]:
    """Chromium, started once for the tests of a module."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()
