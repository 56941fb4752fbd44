"""Our own frozen classes as plain JSON values: what we made ourselves is written, not checked once more."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any


def plain(value: Any) -> object:
    """For `json.dumps(…, default=plain)`: a frozen class by its fields, a time in ISO 8601, any mapping as an object.

    Raises TypeError for anything else.
    """
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    kind: Any = type(value)
    return {name: getattr(value, name) for name in _names_of(kind)}


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
