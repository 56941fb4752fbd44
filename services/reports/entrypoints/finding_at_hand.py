"""What looks through words, as every view of it has it at hand."""

from typing import Final, cast

from flask import current_app

from services.reports.application.finding_ports import Finder

EXTENSION: Final = "adborth-finding"


def finder() -> Finder:
    """The finder of the application that answers."""
    return cast(Finder, current_app.extensions[EXTENSION])
