"""A JSON body is refused for what it is before anybody looks at what it means: always with a code, never by a 500."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NoReturn

from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.wrappers import Request

from shared.contracts.errors import CodedError

MAX_DEPTH: Final = 64
_MAX_DIGITS: Final = 18
_JSON_TYPE: Final = re.compile(r"application/(?:[\w.-]+\+)?json\Z")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SHOWN_KEY: Final = 60


class WrongContentType(CodedError):
    """The body is said to be something else than what is read here (`expected`)."""

    code = "unsupported-media-type"


class EmptyBody(CodedError):
    """Nothing was sent."""

    code = "empty-body"


class InvalidEncoding(CodedError):
    """The bytes are no UTF-8."""

    code = "invalid-encoding"


class InvalidJson(CodedError):
    """The text is no JSON; `line` and `column` say where."""

    code = "invalid-json"


class NulCharacter(CodedError):
    """U+0000 stands in a text: PostgreSQL cannot store it and people cannot type it."""

    code = "nul-character"


class LoneSurrogate(CodedError):
    """An escape names half of a character, which no UTF-8 can hold."""

    code = "lone-surrogate"


class NumberOutOfRange(CodedError):
    """NaN, infinity, or a whole number longer than 18 digits."""

    code = "number-out-of-range"


class DuplicateKey(CodedError):
    """An object names `key` twice, so that readers would disagree on its value."""

    code = "duplicate-key"


class NestedTooDeeply(CodedError):
    """Objects and lists stand in each other more than `limit` deep."""

    code = "nested-too-deeply"


def read_json(request: Request) -> object:
    """The value of a request's JSON body.

    Raises WrongContentType (415), EmptyBody and what `parse_json` raises (400); werkzeug raises 413 if it is too large.
    """
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if not _JSON_TYPE.match(request.mimetype) or charset not in {"utf-8", "utf8"}:
        raise WrongContentType(expected="application/json")
    body = read_body(request)
    if not body.strip():
        raise EmptyBody
    return parse_json(body)


def read_body(request: Request) -> bytes:
    """The whole body; raises werkzeug's RequestEntityTooLarge, and ClientDisconnected (400) when some of it is missing.

    A body sent in chunks has no length to refuse beforehand: werkzeug cuts it off at the limit without
    a word, and what is cut off must not be stored as if it were the whole.
    """
    body = request.get_data(cache=True)
    if request.content_length is not None and len(body) < request.content_length:
        raise ClientDisconnected
    limit = request.max_content_length
    if limit is not None and request.content_length is None and len(body) >= limit:
        raise RequestEntityTooLarge
    return body


def parse_json(body: bytes) -> object:
    """The value of a JSON text in UTF-8.

    Raises InvalidEncoding, InvalidJson, NumberOutOfRange, DuplicateKey, NestedTooDeeply, NulCharacter, LoneSurrogate.
    """
    try:
        value: object = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_whole_number,
            parse_float=_number,
            parse_constant=_refuse_number,
        )
    except UnicodeDecodeError:
        raise InvalidEncoding from None
    except json.JSONDecodeError as error:
        raise InvalidJson(line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise NestedTooDeeply(limit=MAX_DEPTH) from None
    # Only an escape can bring NUL or half a character, only brackets can nest: most bodies need no second look.
    if b"\\u" in body or body.count(b"[") + body.count(b"{") > MAX_DEPTH:
        _look_through(value)
    return value


def refuse_unstorable(text: str) -> None:
    """Raises NulCharacter or LoneSurrogate for a text that a database cannot keep as it is."""
    if "\x00" in text:
        raise NulCharacter
    if _SURROGATE.search(text):
        raise LoneSurrogate


def _look_through(value: object) -> None:
    level = [value]
    depth = 0
    while level:
        depth += any(isinstance(each, list | dict) for each in level)
        if depth > MAX_DEPTH:
            raise NestedTooDeeply(limit=MAX_DEPTH)
        level = [inner for outer in level for inner in _inside(outer)]


def _inside(value: object) -> Iterator[object]:
    """What stands directly in a value; a text is looked at here and holds nothing."""
    if isinstance(value, str):
        refuse_unstorable(value)
    elif isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        yield from value
        yield from value.values()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise DuplicateKey(key=ascii(twice)[:_SHOWN_KEY])
    return found


def _whole_number(digits: str) -> int:
    if len(digits.lstrip("-")) > _MAX_DIGITS:
        raise NumberOutOfRange
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise NumberOutOfRange
    return value


def _refuse_number(_name: str) -> NoReturn:
    raise NumberOutOfRange
