"""Bodies as web forms are sent: fields by name, whether multipart or form-encoded, whatever the header says."""

import re
from typing import Final
from urllib.parse import parse_qsl

from services.intake.providers.json_reading import decoded
from services.intake.providers.unreadable import Unreadable

_NAME: Final = re.compile(rb'(?i)content-disposition:[^\r\n]*?\bname="?([^";\r\n]*)"?')
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_MOST_FIELDS: Final = 2000
_LONGEST_HEAD: Final = 2000


def form_fields(body: bytes) -> dict[str, str]:
    """The fields of a body; of two with the same name the first holds.

    Raises Unreadable: empty-body, not-utf-8, not-multipart, not-form-encoded or too-many-fields.
    """
    if not body.strip():
        raise Unreadable("empty-body")
    return _parts(body) if body.lstrip().startswith(b"--") else _pairs(body)


def _pairs(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(decoded(body).strip(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Unreadable("not-form-encoded") from None
    return dict(reversed(pairs))


def _parts(body: bytes) -> dict[str, str]:
    boundary = body.lstrip().split(b"\n", 1)[0].strip()
    parts = (b"\n" + body.lstrip()).split(b"\n" + boundary)[1:]
    if len(boundary) <= 2 or len(parts) > _MOST_FIELDS:
        raise Unreadable("not-multipart" if len(boundary) <= 2 else "too-many-fields")
    found: dict[str, str] = {}
    for part in parts:
        head, value = _split(part)
        name = _NAME.search(head[:_LONGEST_HEAD])
        # What holds a file of its own is left where it is: the addresses of files stand in the fields.
        if name and b"filename=" not in head.lower():
            found.setdefault(decoded(name[1]), decoded(value.removesuffix(b"\r")))
    return found


def _split(part: bytes) -> tuple[bytes, bytes]:
    end = _END_OF_HEAD.search(part)
    return (part[: end.start()], part[end.end() :]) if end else (b"", b"")
