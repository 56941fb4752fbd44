"""The desk of connections of the application that answers the present request, and what can go wrong there."""

from collections.abc import Mapping
from typing import Final, cast

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from services.intake.application.connection_desk import ConnectionDesk
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-connections"

PROBLEMS: Final[Mapping[str, Problem]] = {
    "connection-not-found": Problem(
        404, _l("There is no such connection"), _l("Compare the address with the one on the survey's page.")
    ),
    "connection-gone": Problem(
        410, _l("This connection was deleted"), _l("Stop sending to this address, or connect the survey anew.")
    ),
    "provider-unknown": Problem(404, _l("No tool of this name can be connected"), _l("Choose one from the list.")),
    "not-the-tool": Problem(
        401,
        _l("This call bears no good signature or secret"),
        _l("Nothing was stored. Compare the secret in the tool with the one of the connection, or change it in both."),
    ),
    "unfit-secret": Problem(
        400,
        _l("This can't be a secret"),
        _l("Use %(shortest)s to %(longest)s letters, digits and signs without accents."),
    ),
    "foreign-host": Problem(400, _l("The tool is not asked at such a host"), _l("Leave it empty, or see the guide.")),
    "delivery-not-found": Problem(404, _l("There is no such delivery"), _l("Choose one from the list of deliveries.")),
    "payload-gone": Problem(
        409,
        _l("What was sent is not kept any more"),
        _l("It can't be handled again. Have the tool send it once more, or import its export."),
    ),
}


def install_connection_desk(app: Flask, desk: ConnectionDesk) -> None:
    """Give the application its desk of connections, and the words for what can go wrong there."""
    app.extensions[_EXTENSION] = desk
    register_problems(app, PROBLEMS)


def connections_at_hand() -> ConnectionDesk:
    """The desk of connections that this application was given."""
    return cast(ConnectionDesk, current_app.extensions[_EXTENSION])
