"""There is one way out for a message and one place for a setting: a way round them is a way round their promises."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import source_files, tree_of


def uses_of(attribute: str) -> Iterator[Path]:
    """Give the source files that use an attribute or method of this name."""
    for path in source_files():
        if any(isinstance(node, ast.Attribute) and node.attr == attribute for node in ast.walk(tree_of(path))):
            yield path


def test_only_the_broker_publishes() -> None:
    """What is published beside the outbox can be lost, or sent for a transaction that was rolled back."""
    assert not [str(path) for path in uses_of("basic_publish") if path.parts[:2] != ("shared", "broker")]


def test_domain_and_application_take_their_time_from_a_clock() -> None:
    """A rule that asks the machine for the time cannot be tested at another time."""
    pure = [path for path in [*uses_of("now"), *uses_of("utcnow"), *uses_of("today")] if is_pure(path)]
    asking = [str(path) for path in pure if "datetime" in called_on(path, {"now", "utcnow", "today"})]
    assert not asking


def called_on(path: Path, methods: set[str]) -> set[str]:
    """Give the names on which one of these methods is called in a file."""
    return {
        node.func.value.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in methods
        and isinstance(node.func.value, ast.Name)
    }


def is_pure(path: Path) -> bool:
    """Tell whether a file belongs to a domain or a use case."""
    return len(path.parts) > 3 and path.parts[2] in {"domain", "application"}
