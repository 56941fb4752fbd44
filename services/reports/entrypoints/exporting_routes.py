"""All routes of files, put into the application with their ports."""

from collections.abc import Mapping
from typing import Final

from flask import Flask
from flask_babel import lazy_gettext as _l

from services.reports.application.exporting import Exporting
from services.reports.entrypoints.exporting_at_hand import EXTENSION
from services.reports.entrypoints.public_exports import api
from services.reports.entrypoints.public_exports import exports as public_exports
from services.reports.entrypoints.team_exports import exports as team_exports
from shared.web.api import Api
from shared.web.problems import Problem, register_problems

PROBLEMS: Final[Mapping[str, Problem]] = {
    "file-not-offered": Problem(
        404, _l("There is no such file"), _l("Go to the page of the report: it lists the files there are.")
    ),
    "file-not-ready": Problem(
        503, _l("The file is being made"), _l("It takes a little longer. Ask for it again in a minute.")
    ),
    "too-many-responses": Problem(
        409,
        _l("These are too many responses for a page"),
        _l("Whoever runs adborth can take them out with the command adborth export."),
    ),
}


def install_exporting(app: Flask, documented: Api, desk: Exporting) -> None:
    """Let the application make files."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    app.register_blueprint(public_exports)
    app.register_blueprint(team_exports)
    documented.register_blueprint(api)
