"""Code stays readable by staying small: the limits hold for every file, and the spread is printed to be watched."""

import ast
import statistics
from collections.abc import Callable, Sequence

from tests.support.sources import (
    Function,
    files_of_tests,
    functions_of,
    line_count,
    modules_imported_by,
    source_files,
    tree_of,
)

ShowFigure = Callable[[str], None]

_SOURCE_LINES = 250
_TEST_LINES = 350
_FUNCTION_LINES = 40
_MODULES_IMPORTED = 15
_MORE_ROOTS = {"services/embedded.py"}
_VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base"}

# Where anything at all may be caught, and why. A handler that raises again is no catch.
_MAY_CATCH_ALL = {
    "services/analysis/entrypoints/background.py": "a job that fails in any way is given up, never tried for ever",
    "services/intake/entrypoints/delivery_chores.py": "a delivery that fails in any way is put aside, never lost",
    "services/intake/entrypoints/import_chores.py": "a file that fails in any way is stopped, never tried for ever",
    "shared/broker/embedded.py": "the consumer loop outlives its handler",
    "shared/broker/rabbit_consumer.py": "the consumer loop outlives its handler",
    "shared/outbox/consumer.py": "a message that fails in any way is parked, never lost",
    "shared/outbox/relay.py": "the relay outlives a database or broker that is away",
}


def spread(what: str, values: Sequence[int], limit: int) -> str:
    """Say median, 95th percentile and largest beside the limit."""
    ordered = sorted(values)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    median = statistics.median(ordered)
    return f"{what}: median {median:.0f}, p95 {p95}, largest {ordered[-1]}, fails at {limit} (n {len(ordered)})"


def length(function: Function) -> int:
    """Give a function's lines, from `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_source_files_are_short(show_figure: ShowFigure) -> None:
    lines = {path: line_count(path) for path in source_files()}
    show_figure(spread("lines of a source file", [n for n in lines.values() if n], _SOURCE_LINES))
    assert not {str(path): n for path, n in lines.items() if n >= _SOURCE_LINES}


def test_test_files_are_short(show_figure: ShowFigure) -> None:
    lines = {path: line_count(path) for path in files_of_tests()}
    show_figure(spread("lines of a test file", [n for n in lines.values() if n], _TEST_LINES))
    assert not {str(path): n for path, n in lines.items() if n >= _TEST_LINES}


def test_functions_are_short(show_figure: ShowFigure) -> None:
    lengths = {f"{path}:{f.lineno} {f.name}": length(f) for path in source_files() for f in functions_of(path)}
    show_figure(spread("lines of a function", list(lengths.values()), _FUNCTION_LINES))
    assert not {name: n for name, n in lengths.items() if n >= _FUNCTION_LINES}


def test_modules_import_few_others(show_figure: ShowFigure) -> None:
    """A composition root knows everything by its nature."""
    counted = [path for path in source_files() if not path.name.startswith("main") and str(path) not in _MORE_ROOTS]
    imported = {path: len(set(modules_imported_by(tree_of(path)))) for path in counted}
    show_figure(spread("modules imported by a module", list(imported.values()), _MODULES_IMPORTED))
    assert not {str(path): n for path, n in imported.items() if n >= _MODULES_IMPORTED}


def test_nothing_is_imported_inside_functions() -> None:
    hidden = [
        f"{path}:{function.lineno} {function.name} imports {name}"
        for path in source_files()
        for function in functions_of(path)
        for name in modules_imported_by(function)
    ]
    assert not hidden


def test_nothing_catches_everything_but_the_outermost_loops() -> None:
    catching = [
        f"{path}:{handler.lineno}"
        for path in source_files()
        for handler in ast.walk(tree_of(path))
        if isinstance(handler, ast.ExceptHandler) and catches_all(handler) and str(path) not in _MAY_CATCH_ALL
    ]
    assert not catching


def test_the_places_that_may_catch_everything_exist() -> None:
    assert not _MAY_CATCH_ALL.keys() - {str(path) for path in source_files()}


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler takes Exception or everything, and keeps it."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {node.id for node in caught if isinstance(node, ast.Name)}
    broad = handler.type is None or bool(names & {"Exception", "BaseException"})
    raises_again = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
    return broad and not raises_again


def test_modules_have_names_that_say_something() -> None:
    assert not [str(path) for path in [*source_files(), *files_of_tests()] if path.stem in _VAGUE_NAMES]
