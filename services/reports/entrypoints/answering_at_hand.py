"""What every view of comments and thanks has at hand."""

from typing import Final

from flask import current_app

from services.reports.application.answering_desk import AnsweringDesk

EXTENSION: Final = "adborth-answering"


def answering_desk() -> AnsweringDesk:
    """The ports of the application that answers."""
    found = current_app.extensions[EXTENSION]
    if not isinstance(found, AnsweringDesk):
        raise TypeError(EXTENSION)
    return found
