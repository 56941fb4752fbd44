"""Writes the files that repeat what the code already says, so that nobody has to keep them in step by hand."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import click

from services.analysis.config import Settings as AnalysisSettings
from services.cli.command import adborth
from services.intake.config import Settings as IntakeSettings
from services.reports.config import Settings as ReportsSettings
from shared.identity.config import Settings as IdentitySettings
from shared.web.origin import PREFIXES

ROOT: Final = Path(__file__).resolve().parents[2]
_SETTINGS: Final[Mapping[str, type]] = {
    "intake": IntakeSettings,
    "analysis": AnalysisSettings,
    "reports": ReportsSettings,
    "identity": IdentitySettings,
}
_MANY_READERS: Final = 6
_NOTE: Final = "Written by `deploy/setup/generate.py`: run it after a change, do not edit."


def generated() -> dict[str, str]:
    """Every generated file's text by its path below the root."""
    return {"deploy/nginx/origin.conf": nginx_origin(), "docs/configuration.md": configuration()}


def nginx_origin() -> str:
    """The map from a path to the host and port that answers it: whole segments, the longest prefix first."""
    longest_first = sorted((prefix for prefix in PREFIXES if prefix != "/"), key=lambda prefix: (-len(prefix), prefix))
    lines = [f"    ~^{prefix}(/|$) {_host(PREFIXES[prefix])};" for prefix in longest_first]
    head = f"# The table of shared/web/origin.py. {_NOTE.replace('`', '')}\n"
    return f"{head}map $uri $service {{\n    default {_host(PREFIXES['/'])};\n" + "\n".join(lines) + "\n}\n"


def _host(service: str) -> str:
    return f"{service}-web:8000"


@dataclass(frozen=True)
class Variable:
    """One environment variable as one reader describes it; `default` is empty where the reader makes one itself."""

    name: str
    reader: str
    about: str
    default: str


def configuration() -> str:
    """The page on all settings, as Markdown."""
    found = sorted([*_of_settings(), *_of_commands()], key=lambda variable: variable.name)
    rows = [_row(name, list(told)) for name, told in groupby(found, key=lambda variable: variable.name)]
    return _PAGE.format(note=_NOTE, rows="\n".join(rows))


def _row(name: str, told: list[Variable]) -> str:
    readers = list(dict.fromkeys(variable.reader for variable in told))
    defaults = ", ".join(dict.fromkeys(variable.default for variable in told if variable.default))
    shown = "all" if len(readers) > _MANY_READERS else ", ".join(readers)
    # Several readers of one variable mean the same by it: the first description stands for all.
    about = told[0].about.rstrip(".")
    return f"| `{name}` | {shown} | {about[:1].upper() + about[1:]} | {defaults} |"


def _of_settings() -> Iterator[Variable]:
    for reader, settings in _SETTINGS.items():
        for field in fields(settings):
            yield Variable(field.metadata["env"], reader, field.metadata["about"], _default(field))


def _default(field: Field[Any]) -> str:
    if field.default is MISSING or field.default is None:
        return ""
    if isinstance(field.default, frozenset):
        return ", ".join(sorted(field.default)) or "none"
    return str(field.default).lower()


def _of_commands() -> Iterator[Variable]:
    for path, command in _commands(adborth, "adborth"):
        for option in command.params:
            if isinstance(option, click.Option) and isinstance(option.envvar, str):
                default = "must be set" if option.required else ""
                yield Variable(option.envvar, f"`{path}`", option.help or "", default)


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        elif command is not None:
            yield f"{path} {name}", command


_PAGE: Final = """\
# Settings

<!-- {note} -->

Every setting is an environment variable, read once when a process starts. Each service reads its own; a command's
option wins over the variable. A value that cannot be read stops the process with a list of all that is wrong.

| variable | read by | what it sets | when not set |
|---|---|---|---|
{rows}

Not set, the data directory is `./var`, a database is a SQLite file of the service's name in it, and the secret is made
once and kept there as `secret.key`. With several processes or machines set the secret: all of them must share it.
"""


def main() -> int:
    """Write what has changed; gives 0."""
    for path, text in generated().items():
        target = ROOT / path
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
            print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
