"""The project's own files, as git lists them, for the tests that look at the tree itself."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TEXT_LIMIT_BYTES = 5_000_000


@functools.cache
def project_files() -> tuple[Path, ...]:
    """Give every file that is or could be committed, relative to the root, sorted."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30).stdout
    names = sorted(name for name in set(listed.split("\0")) if name)
    return tuple(Path(name) for name in names if (ROOT / name).is_file())


def source_files() -> list[Path]:
    """Give the Python files that run in production."""
    return [
        path for path in project_files() if path.suffix == ".py" and path.parts[0] in {"services", "shared", "deploy"}
    ]


def files_of_tests() -> list[Path]:
    """Give the Python files of the tests and what supports them."""
    return [path for path in project_files() if path.suffix == ".py" and path.parts[0] == "tests"]


@functools.cache
def text_of(path: Path) -> str:
    """Give a file's text, empty for what is not text or is huge."""
    whole = ROOT / path
    if whole.stat().st_size > _TEXT_LIMIT_BYTES:
        return ""
    content = whole.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def line_count(path: Path) -> int:
    """Give the number of lines of a file."""
    return len(text_of(path).splitlines())


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """Give a Python file's syntax tree."""
    return ast.parse(text_of(path), filename=str(path))


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(path: Path) -> Iterator[Function]:
    """Give every function and method of a Python file."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def modules_imported_by(node: ast.AST) -> Iterator[str]:
    """Give what import statements anywhere below `node` name: `import a.b` → a.b, `from a import b` → a."""
    for statement in ast.walk(node):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module:
            yield statement.module
