"""One catalogue of what can go wrong: a code, a status, and what the person who met it can do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from flask import Flask

Text: TypeAlias = Any  # a str, or what flask_babel's untyped lazy_gettext returns
_KEY: Final = "adborth-problems"


@dataclass(frozen=True)
class Problem:
    """How one coded error is told: HTTP status, a short title, and what to do.

    Texts are plain English msgids wrapped in `lazy_gettext`; `%(name)s` in them is filled from the error's details.
    """

    status: int
    title: Text
    what_to_do: Text


def register_problems(app: Flask, catalogue: Mapping[str, Problem]) -> None:
    """Tell the application how to show these codes. Raises ValueError if a code is already told otherwise."""
    known = problems_of(app)
    for code, problem in catalogue.items():
        if code in known and known[code] is not problem:
            raise ValueError(f"the problem {code} is registered twice")
        known[code] = problem


def problems_of(app: Flask) -> dict[str, Problem]:
    """Every problem that the application can tell, by code."""
    known: dict[str, Problem] = app.extensions.setdefault(_KEY, {})
    return known
