"""What every service can tell: HTTP's own errors, and input refused before anything looks at its meaning."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from shared.web.problems import Problem

CODE_OF_STATUS: Final[Mapping[int, str]] = {
    400: "bad-request",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    410: "gone",
    412: "precondition-failed",
    413: "too-large",
    415: "unsupported-media-type",
    428: "precondition-required",
    429: "too-many-requests",
    500: "internal-error",
    503: "unavailable",
}
"""The code that stands for an HTTP error which no use case named."""

STANDARD: Final[Mapping[str, Problem]] = {
    "bad-request": Problem(400, _l("The request cannot be read"), _l("Go back, check what you sent and try again.")),
    "invalid-fields": Problem(
        400, _l("Some fields are not right"), _l("Correct the fields that are named and send it again.")
    ),
    "not-signed-in": Problem(401, _l("You need to sign in"), _l("Sign in, or send an API token, and try again.")),
    "not-allowed": Problem(
        403, _l("You may not do this"), _l("Ask an owner of your team for the role that this needs.")
    ),
    "not-found": Problem(
        404,
        _l("Page not found"),
        _l("Check the address. If you followed a link or a QR code, ask the organiser for a new one."),
    ),
    "method-not-allowed": Problem(
        405, _l("This cannot be done here"), _l("Use one of the methods that the Allow header names.")
    ),
    "conflict": Problem(409, _l("Something else was stored before"), _l("Load the page again and compare.")),
    "gone": Problem(410, _l("This is closed"), _l("Ask the organiser if you still want to take part.")),
    "precondition-failed": Problem(
        412, _l("Somebody changed this before you"), _l("Load it again, then make your change.")
    ),
    "too-large": Problem(413, _l("This is too large"), _l("Send less text, or a smaller file.")),
    "unsupported-media-type": Problem(
        415, _l("This kind of content is not accepted here"), _l("Set the Content-Type header to %(expected)s.")
    ),
    "precondition-required": Problem(
        428, _l("Say which version you change"), _l("Send the ETag you read in If-Match.")
    ),
    "too-many-requests": Problem(429, _l("Too many requests"), _l("Wait a minute, then try again.")),
    "internal-error": Problem(
        500,
        _l("There is a problem with the service"),
        _l("Try again later. If you filled in a form, keep what you wrote."),
    ),
    "unavailable": Problem(
        503,
        _l("The service cannot do this now"),
        _l("Nothing was stored. Keep what you wrote and try again in a minute."),
    ),
    "invalid-encoding": Problem(400, _l("The text is not valid UTF-8"), _l("Send the text encoded as UTF-8.")),
    "nul-character": Problem(400, _l("The text holds a NUL character"), _l("Remove the NUL character (U+0000).")),
    "lone-surrogate": Problem(
        400,
        _l("The text holds half a character"),
        _l("Send whole characters: an escape from \\ud800 to \\udfff needs its pair."),
    ),
    "invalid-json": Problem(
        400, _l("The body is not valid JSON"), _l("Mend the JSON at line %(line)s, column %(column)s.")
    ),
    "empty-body": Problem(400, _l("The body is empty"), _l("Send a JSON object.")),
    "number-out-of-range": Problem(
        400, _l("A number is out of range"), _l("Send finite numbers, and whole numbers of at most 18 digits.")
    ),
    "duplicate-key": Problem(400, _l("A key stands twice in one object"), _l("Give the key %(key)s once.")),
    "nested-too-deeply": Problem(
        400, _l("The JSON is nested too deeply"), _l("Nest objects and lists at most %(limit)s deep.")
    ),
    "too-many-fields": Problem(400, _l("The form has too many fields"), _l("Send at most %(limit)s fields.")),
}
"""The problems by code; `install_errors` registers them in every application."""
