"""What a second coder suggested is found again, in a folder as in memory; whatever is damaged is as if it never was."""

import hashlib
from pathlib import Path

import pytest

from services.analysis.adapters.generative.file_cache import FileCache
from services.analysis.application.suggestion_cache import SuggestionCache
from services.analysis.domain.codings import Span
from services.analysis.domain.suggestions import Marked, Suggestions
from tests.support.fakes_second_coder import MemoryCache

KEY, OTHER = (hashlib.sha256(word).hexdigest() for word in (b"key", b"other"))
FOUND = Suggestions((Marked("time", (Span(0, 7), Span(9, 12))), Marked("money", (Span(3, 4),))), (Marked("need", ()),))


@pytest.fixture(params=["memory", "folder"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> SuggestionCache:
    return MemoryCache() if request.param == "memory" else FileCache(tmp_path / "cache")


def test_what_was_put_is_found(cache: SuggestionCache) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, FOUND)
    cache.put(OTHER, Suggestions())
    assert (cache.get(KEY), cache.get(OTHER)) == (FOUND, Suggestions())


def test_what_is_put_later_holds(cache: SuggestionCache) -> None:
    cache.put(KEY, FOUND)
    cache.put(KEY, Suggestions())
    assert cache.get(KEY) == Suggestions()


def test_a_folder_outlives_its_process_and_may_be_deleted(tmp_path: Path) -> None:
    FileCache(tmp_path).put(KEY, FOUND)
    assert FileCache(tmp_path).get(KEY) == FOUND
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        path.unlink()
    assert FileCache(tmp_path).get(KEY) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"{", b"[]", b"{}", b'{"codes": 1, "facets": []}', b'{"codes": [["a", [[3, 1]]]], "facets": []}'],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    FileCache(tmp_path).put(KEY, FOUND)
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    path.write_bytes(content)
    assert FileCache(tmp_path).get(KEY) is None


def test_nobody_else_on_the_machine_may_look(tmp_path: Path) -> None:
    FileCache(tmp_path / "cache").put(KEY, FOUND)
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
