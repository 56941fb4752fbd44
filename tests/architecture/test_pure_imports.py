"""Importing a domain, a use case or a message loads no framework, seen from outside in a fresh interpreter."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sources import ROOT, source_files

_FRAMEWORKS = (
    "alembic argon2 babel click environs flask flask_babel flask_login flask_smorest flask_wtf gunicorn jinja2 joblib "
    "marshmallow nltk numpy openpyxl pika PIL prometheus_client psycopg requests rich scipy segno sklearn sqlalchemy "
    "structlog typst werkzeug whitenoise wtforms xlsxwriter yaml"
).split()

_PROBE = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
print(*sorted({module.partition(".")[0] for module in sys.modules} & set(sys.argv[1].split())))
"""


def module_name(path: Path) -> str:
    """Give the dotted name of a source file."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def pure_packages() -> dict[str, list[str]]:
    """Give the modules that must stay free of frameworks, by package."""
    packages: dict[str, list[str]] = {"shared.contracts.messages": ["shared.contracts.messages"]}
    for path in source_files():
        if len(path.parts) > 3 and path.parts[2] in {"domain", "application"}:
            packages.setdefault(".".join(path.parts[:3]), []).append(module_name(path))
    return packages


@pytest.mark.parametrize("package", sorted(pure_packages()))
def test_no_framework_is_loaded(package: str) -> None:
    command = [sys.executable, "-c", _PROBE, " ".join(_FRAMEWORKS), *pure_packages()[package]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_messages_need_the_standard_library_only() -> None:
    probe = "import sys, shared.contracts.messages; print(*{m.partition('.')[0] for m in sys.modules})"
    command = [sys.executable, "-S", "-c", probe]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    foreign = set(done.stdout.split()) - set(sys.stdlib_module_names) - {"__main__", "shared"}
    assert {name for name in foreign if not name.startswith("_")} == set()


def test_every_service_has_a_domain_and_use_cases() -> None:
    services = {path.parts[1] for path in source_files() if path.parts[0] == "services" and path.name == "main.py"}
    expected = {f"services.{name}.{layer}" for name in services for layer in ("domain", "application")}
    assert expected <= pure_packages().keys()
