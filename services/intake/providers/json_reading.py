"""JSON as senders write it, read strictly and without surprises: what can't be kept exactly is refused with a code."""

import json
from decimal import Decimal, InvalidOperation
from typing import Final, NoReturn, TypeAlias

from services.intake.providers.unreadable import Unreadable

Json: TypeAlias = "None | bool | int | Decimal | str | list[Json] | dict[str, Json]"

_DEEPEST: Final = 40
_MOST_DIGITS: Final = 40
# What senders can mean: they count in numbers of 64 bits.
_SMALLEST_EXPONENT: Final = -324
_LARGEST_EXPONENT: Final = 308


def read_json(body: bytes | str) -> Json:
    """The value that a body holds.

    Raises Unreadable: empty-body, not-utf-8, not-json, too-deep, number-out-of-range or key-twice.
    """
    text = body if isinstance(body, str) else decoded(body)
    if not text.strip():
        raise Unreadable("empty-body")
    try:
        value: Json = json.loads(
            text, parse_int=_whole, parse_float=_decimal, parse_constant=_constant, object_pairs_hook=_object
        )
    except RecursionError:
        raise Unreadable("too-deep") from None
    except ValueError:
        raise Unreadable("not-json") from None
    _check_depth(value)
    return value


def decoded(body: bytes) -> str:
    """A body as text, without a byte order mark. Raises Unreadable (not-utf-8)."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("not-utf-8") from None


def read_object(body: bytes | str) -> dict[str, Json]:
    """The object that a body holds. Raises Unreadable, with unexpected-shape for any other value."""
    value = read_json(body)
    if not isinstance(value, dict):
        raise Unreadable("unexpected-shape")
    return value


def member(value: Json, *path: str) -> Json:
    """What stands at a path of members, None where any of them is missing."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def members(value: Json, *path: str) -> dict[str, Json]:
    """The object at a path of members, empty where there is none."""
    found = member(value, *path)
    return found if isinstance(found, dict) else {}


def objects(value: Json, *path: str) -> list[dict[str, Json]]:
    """The objects of the list at a path of members; whatever else stands in the list is passed over."""
    found = member(value, *path)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def elements(value: Json, *path: str) -> list[dict[str, Json]]:
    """All that stands in the list at a path of members, an empty object for each that is none; [] without any object.

    For lists of which nothing may be lost unseen.
    """
    found = member(value, *path)
    if not isinstance(found, list) or not objects(value, *path):
        return []
    return [each if isinstance(each, dict) else {} for each in found]


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Unreadable("key-twice")
    return made


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise Unreadable("number-out-of-range")
    return int(digits)


def _decimal(digits: str) -> Decimal:
    try:
        number = Decimal(digits if len(digits) <= _MOST_DIGITS else "Infinity")
    except InvalidOperation:
        raise Unreadable("number-out-of-range") from None
    if not number.is_finite() or not _SMALLEST_EXPONENT <= number.adjusted() <= _LARGEST_EXPONENT:
        raise Unreadable("number-out-of-range")
    return number


def _constant(_: str) -> NoReturn:
    raise Unreadable("number-out-of-range")


def _check_depth(value: Json) -> None:
    level: list[Json] = [value]
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _inner(each)]
        if not level:
            return
    raise Unreadable("too-deep")


def _inner(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
