"""nginx and the one-process mode hand every path to the same service: both follow one table."""

import re
from pathlib import Path

import pytest

from shared.web.origin import PREFIXES, service_for
from tests.support.sources import ROOT

_LINE = re.compile(r"^\s+(?:~(?P<pattern>\S+)|default) (?P<service>[a-z]+)-web:8000;$", re.MULTILINE)


def lines_of(conf: Path) -> list[tuple[str, str]]:
    """Give pattern and service of every line of the map, in its order; the default has an empty pattern."""
    return [(found["pattern"] or "", found["service"]) for found in _LINE.finditer(conf.read_text())]


LINES = lines_of(ROOT / "deploy" / "nginx" / "origin.conf")


def by_nginx(path: str) -> str:
    """The service that nginx chooses: the first pattern that matches, whatever its length."""
    chosen = [service for pattern, service in LINES if pattern and re.search(pattern, path)]
    return chosen[0] if chosen else dict(LINES)[""]


def test_the_map_has_a_line_for_every_prefix_and_no_other() -> None:
    patterns = {f"^{prefix}(/|$)" for prefix in PREFIXES if prefix != "/"}
    assert sorted(pattern for pattern, _ in LINES) == sorted(patterns | {""})


@pytest.mark.parametrize("prefix", PREFIXES)
def test_both_choose_the_same_service(prefix: str) -> None:
    for path in (prefix, f"{prefix}/", f"{prefix}/journey/x", f"{prefix}s", f"{prefix}-x/y", f"/x{prefix}"):
        assert by_nginx(path) == service_for(path), path
