"""What a page costs a phone: bytes on the wire, requests and seconds, as Chromium counts them on a slow line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page

SLOW_LINE: Final = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOW_PROCESSOR: Final = {"rate": 4}
_LOADED: Final = "performance.getEntriesByType('navigation')[0].loadEventEnd"


@dataclass
class Weight:
    """One load of a page without anything cached. `workers`: what its service worker fetched for later, apart."""

    requests: list[str] = field(default_factory=list)
    bytes_by_request: dict[str, int] = field(default_factory=dict)
    workers: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def bytes(self) -> int:
        """Everything that came over the wire, with headers."""
        return sum(self.bytes_by_request.values())

    def __str__(self) -> str:
        return f"{self.bytes:,} bytes in {len(self.requests)} requests, {self.seconds:.2f} s"


def weigh(browser: Browser, url: str, *, slow: bool) -> Weight:
    """Load a page once in a fresh profile; `slow`: at 400 kbit/s, 400 ms and a quarter of the processor."""
    with _fresh_page(browser) as (page, line, weight):
        if slow:
            line.send("Network.emulateNetworkConditions", SLOW_LINE)
            line.send("Emulation.setCPUThrottlingRate", SLOW_PROCESSOR)
        page.goto(url, wait_until="load", timeout=30_000)
        page.wait_for_function(f"{_LOADED} > 0")
        weight.seconds = page.evaluate(_LOADED) / 1000
        if not slow:
            page.wait_for_load_state("networkidle")
    return weight


@contextmanager
def _fresh_page(browser: Browser) -> Iterator[tuple[Page, CDPSession, Weight]]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    weight = Weight()
    context.on("request", lambda asked: weight.workers.append(asked.url) if asked.service_worker else None)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.requestWillBeSent", lambda told: weight.requests.append(told["request"]["url"]))
    line.on("Network.loadingFinished", lambda told: _count(weight, told))
    yield page, line, weight
    context.close()


def _count(weight: Weight, told: dict[str, Any]) -> None:
    weight.bytes_by_request[told["requestId"]] = int(told["encodedDataLength"])
