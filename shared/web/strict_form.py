"""A form's body is refused for what it is before anybody looks at what it means, as a JSON body is."""

from typing import Final
from urllib.parse import parse_qsl

from flask import Flask, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.wrappers import Request

from shared.contracts.errors import CodedError
from shared.web.strict_json import InvalidEncoding, NulCharacter, WrongContentType, read_body, refuse_unstorable

FORM_TYPE: Final = "application/x-www-form-urlencoded"
MAX_FIELDS: Final = 200


class TooManyFields(CodedError):
    """A form names more than `limit` fields: no page of ours does."""

    code = "too-many-fields"


def strict_form(asked: Request, *, max_fields: int = MAX_FIELDS) -> ImmutableMultiDict[str, str]:
    """The fields of a posted form, each text as it was typed (browsers send line ends as CR LF).

    Raises WrongContentType (415), InvalidEncoding, NulCharacter, TooManyFields (400); werkzeug raises 413.
    """
    if asked.mimetype != FORM_TYPE:
        raise WrongContentType(expected=FORM_TYPE)
    body = read_body(asked)
    if body.count(b"&") >= max_fields:
        raise TooManyFields(limit=max_fields)
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise InvalidEncoding from None
    for name, value in pairs:
        refuse_unstorable(name)
        refuse_unstorable(value)
    return ImmutableMultiDict(pairs)


def install_input_checks(app: Flask) -> None:
    """Keep a form's bytes for `strict_form` whoever parses it first, and refuse NUL in addresses (400)."""

    def check() -> None:
        if request.mimetype == FORM_TYPE:
            read_body(request)
        if "\x00" in request.path or b"%00" in request.query_string:
            raise NulCharacter

    app.before_request(check)
