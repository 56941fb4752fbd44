"""Lists in pages: where one ended is told as `next`, which is sent back as `cursor`; all lists of a service do so."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

import marshmallow as ma

from shared.web.api_fields import Whole

Item = TypeVar("Item")
Place = tuple[datetime, str]
MOST: Final = 200
CURSOR: Final = r"^([0-9]{1,16}\.[0-9A-Za-z_-]{1,64})?$"
"""Microseconds since 1970, and what stood there: every text of this form is a place, so that none is refused later.

"" is the beginning."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class PageWanted(ma.Schema):
    """Which page of a list."""

    cursor = ma.fields.String(
        load_default=None,
        validate=Whole(CURSOR, error="Give what an earlier answer called next."),
        metadata={"description": "`next` of the page before; nothing for the first page"},
    )
    limit = ma.fields.Integer(
        load_default=50, validate=ma.validate.Range(1, MOST), metadata={"description": "The most items of a page"}
    )


def next_of(description: str = "Give it as `cursor` for the page behind this one; null at the end") -> ma.fields.String:
    """The field of a list that names the next page."""
    return ma.fields.String(allow_none=True, metadata={"description": description})


def cursor_of(place: Place) -> str:
    """A place in a list that is ordered by time and id, as a text that stands in an address."""
    return f"{(place[0] - _EPOCH) // timedelta(microseconds=1)}.{place[1]}"


def place_of(cursor: str | None) -> Place | None:
    """The place that a cursor names, None for none. Raises ValueError."""
    if not cursor:
        return None
    if not re.fullmatch(CURSOR, cursor):
        raise ValueError("no cursor")
    micros, _, id_ = cursor.partition(".")
    return _EPOCH + timedelta(microseconds=int(micros)), id_


def page_of(items: Sequence[Item], limit: int, place: Callable[[Item], Place]) -> tuple[Sequence[Item], str | None]:
    """The items of a page and `next`, from a list that was asked for one item more than the page has."""
    shown = items[:limit]
    return shown, cursor_of(place(shown[-1])) if len(items) > limit else None


def page_of_all(
    items: Iterable[Item], wanted: Mapping[str, Any], place: Callable[[Item], Place], *, newest_first: bool = True
) -> tuple[Sequence[Item], str | None]:
    """The same from a list that is short enough to be read whole; `wanted` as `PageWanted` gives it."""
    after = place_of(wanted["cursor"])
    ordered = sorted(items, key=place, reverse=newest_first)
    if after is not None:
        ordered = [each for each in ordered if (place(each) < after if newest_first else place(each) > after)]
    return page_of(ordered, wanted["limit"], place)


def by_name(name: str) -> Place:
    """The place in a list that is ordered by names."""
    return _EPOCH, name
