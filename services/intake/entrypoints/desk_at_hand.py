"""The desk of the application that answers the present request."""

from typing import Final, cast

from flask import Flask, current_app

from services.intake.application.desk import Desk

_EXTENSION: Final = "adborth-intake"


def install_desk(app: Flask, desk: Desk) -> None:
    """Give the application its desk."""
    app.extensions[_EXTENSION] = desk


def desk_at_hand() -> Desk:
    """The desk that this application was given."""
    return cast(Desk, current_app.extensions[_EXTENSION])
