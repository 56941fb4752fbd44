"""Documents name files that exist: a reader who follows a path arrives."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import ROOT, project_files, text_of

_IN_BACKTICKS = re.compile(r"`((?:services|shared|deploy|docs|tests)/[^`\s]*)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PLACEHOLDER = re.compile(r"[<>{}*…]")


def documents() -> list[Path]:
    """Give every document."""
    return [path for path in project_files() if path.suffix == ".md"]


def paths_named(text: str) -> Iterator[str]:
    """Give the project's paths in backticks, without line numbers; patterns and placeholders name no file."""
    for path in _IN_BACKTICKS.findall(text):
        if not _PLACEHOLDER.search(path):
            yield path.split(":")[0].split("#")[0]


def links_of(text: str) -> Iterator[str]:
    """Give the links that stay inside the project."""
    for target in _LINK.findall(text):
        if not re.match(r"[a-z]+:|#", target):
            yield target.split("#")[0]


def test_paths_in_backticks_exist() -> None:
    missing = [f"{doc}: {p}" for doc in documents() for p in paths_named(text_of(doc)) if not (ROOT / p).exists()]
    assert not missing


def test_links_lead_somewhere() -> None:
    missing = [
        f"{doc}: {link}"
        for doc in documents()
        for link in links_of(text_of(doc))
        if not (ROOT / doc.parent / link).exists()
    ]
    assert not missing


def test_paths_are_recognised() -> None:
    text = "see `services/intake/main.py:12` and `services/<service>/main.py`, [the map](architecture.md#layers)"
    assert list(paths_named(text)) == ["services/intake/main.py"]
    assert list(links_of(text)) == ["architecture.md"]
