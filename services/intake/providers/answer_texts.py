"""How an answer becomes one text, the same for every tool, so that reports read alike wherever people answered."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from services.intake.providers.json_reading import Json

BETWEEN: Final = "; "
_NAME: Final = (
    ("prefix", "title"),
    ("first", "firstname"),
    ("middle", "middlename", "middlenames"),
    ("last", "lastname"),
    ("suffix",),
)
_ADDRESS: Final = (
    ("line1", "addrline1", "address1", "addressline1", "street", "streetaddress", "address"),
    ("line2", "addrline2", "address2", "addressline2", "street2"),
    ("line3", "address3"),
    ("city", "town", "townorcity", "suburb"),
    ("county", "state", "stateprovince", "province"),
    ("postalcode", "postal", "postcode", "zip", "zipcode"),
    ("country",),
)
# What tools repeat beside the parts of a name or an address.
_DERIVED: Final = frozenset(
    "firstandlast middleinitial fulladdress fullinternationaladdress citystatepostalcode countrycode type latitude "
    "longitude".split()
)
_ADDRESS_OF_FILE: Final = ("url", "download_url", "file_url", "File", "link")
_NAME_OF_FILE: Final = ("filename", "fileName", "name", "Name", "title")
_TEXT_OF_CHOICE: Final = ("label", "text", "answer_text")


def as_text(value: Json) -> str:
    """A value as text: choices joined with "; ", booleans true or false, numbers plain, files as their address.

    An object with the parts of a name or address is that name or address, any other a matrix, "Row: Column".
    """
    if isinstance(value, list):
        return joined(as_text(each) for each in value)
    if isinstance(value, dict):
        return _object_text(value)
    return scalar_text(value)


def scalar_text(value: Json) -> str:
    """A single value as text; "" for nothing, and for what is no single value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _plain(value)
    return "" if value is None or isinstance(value, list | dict) else str(value).strip()


def joined(texts: Iterable[str], between: str = BETWEEN) -> str:
    """The texts in which anything stands, in their order."""
    return between.join(text for each in texts if (text := each.strip()))


def matrix(rows: Iterable[tuple[str, Json]]) -> str:
    """The rows that were answered, "Row: Column"; a row with several columns is said once for each."""
    said = []
    for row, value in rows:
        columns = value if isinstance(value, list) else [value]
        said += [f"{row.strip()}: {text}" for column in columns if (text := as_text(column))]
    return joined(said)


def named(parts: Mapping[str, Json]) -> str:
    """The name that an object holds in parts, "" if it is none."""
    return _composed(parts, _NAME, " ")


def addressed(parts: Mapping[str, Json]) -> str:
    """The address that an object holds in parts, "" if it is none."""
    return _composed(parts, _ADDRESS, ", ")


def file_text(value: Json) -> str:
    """A file as its address, else its name; "" for what is no file."""
    if not isinstance(value, dict):
        return scalar_text(value)
    return next((text for key in (*_ADDRESS_OF_FILE, *_NAME_OF_FILE) if (text := scalar_text(value.get(key)))), "")


def _object_text(value: dict[str, Json]) -> str:
    if any(isinstance(value.get(key), str) for key in _ADDRESS_OF_FILE):
        return file_text(value)
    if "id" in value and (label := next((scalar_text(value[key]) for key in _TEXT_OF_CHOICE if key in value), "")):
        return label
    return named(value) or addressed(value) or matrix(value.items())


def _composed(parts: Mapping[str, Json], order: tuple[tuple[str, ...], ...], between: str) -> str:
    known = {re.sub(r"[^a-z0-9]", "", key.lower()): scalar_text(each) for key, each in parts.items()}
    kept = {key: text for key, text in known.items() if key not in _DERIVED}
    if not kept or not kept.keys() <= {key for keys in order for key in keys}:
        return ""
    return joined((next((kept[key] for key in keys if kept.get(key)), "") for keys in order), between)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
