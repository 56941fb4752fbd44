"""A form with files is read as strictly as one without: its texts are those that were typed, or it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder
from werkzeug.wrappers import Request

from shared.web.strict_form import MAX_FIELDS
from shared.web.strict_json import InvalidEncoding, read_body, refuse_unstorable

MULTIPART_TYPE: Final = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class MultipartForm:
    """Texts and files by name; a file field in which nothing was chosen is left out."""

    texts: ImmutableMultiDict[str, str]
    files: Mapping[str, list[bytes]] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    name: str
    filename: str | None
    content: bytearray = field(default_factory=bytearray)


def strict_multipart(asked: Request, *, max_fields: int = MAX_FIELDS) -> MultipartForm:
    """The parts of a posted form with files; whatever a file is called is not looked at.

    Raises BadRequest, InvalidEncoding, NulCharacter (400); werkzeug raises 413.
    """
    texts: list[tuple[str, str]] = []
    files: dict[str, list[bytes]] = {}
    for part in _parts(asked, max_fields):
        refuse_unstorable(part.name)
        if part.filename is None:
            texts.append((part.name, _text(part.content)))
        elif part.filename or part.content:
            files.setdefault(part.name, []).append(bytes(part.content))
    return MultipartForm(ImmutableMultiDict(texts), files)


def _parts(asked: Request, max_fields: int) -> list[_Part]:
    decoder = MultipartDecoder(asked.mimetype_params.get("boundary", "").encode(), max_parts=max_fields)
    body = read_body(asked)
    parts: list[_Part] = []
    try:
        decoder.receive_data(body)
        decoder.receive_data(None)
        while not isinstance(event := decoder.next_event(), Epilogue):
            if isinstance(event, Field | File):
                parts.append(_Part(event.name, event.filename if isinstance(event, File) else None))
            elif isinstance(event, Data):
                parts[-1].content += event.data
    except ValueError:
        raise BadRequest from None
    if not all(isinstance(part.name, str) for part in parts):
        raise BadRequest
    return parts


def _text(content: bytearray) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidEncoding from None
    refuse_unstorable(text)
    return text
