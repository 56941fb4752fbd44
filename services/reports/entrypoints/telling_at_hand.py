"""What every view of telling others has at hand."""

from typing import Final

from flask import current_app

from services.reports.application.outgoing_ports import TellingDesk

EXTENSION: Final = "adborth-telling-others"


def telling_desk() -> TellingDesk:
    """The ports of the application that answers."""
    found = current_app.extensions[EXTENSION]
    if not isinstance(found, TellingDesk):
        raise TypeError(EXTENSION)
    return found
