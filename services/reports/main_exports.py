"""Wires exporting: what its pages, its API and the command are given."""

from flask import Flask

from services.reports.adapters.exported_responses import SqlExportedResponses
from services.reports.adapters.exports.data_formats import DataFiles
from services.reports.adapters.exports.kept_files import KeptFiles
from services.reports.application.exporting import Exporting
from services.reports.application.publishing import Publishing
from services.reports.entrypoints.exporting_routes import install_exporting
from shared.database.engine import Database
from shared.web.api import Api


def exporting_desk(database: Database, publishing: Publishing) -> Exporting:
    """What files are made with."""
    return Exporting(publishing, KeptFiles(), DataFiles(), SqlExportedResponses(database))


def serve_exports(app: Flask, documented: Api, desk: Exporting) -> None:
    """Give the application the files and their pages."""
    install_exporting(app, documented, desk)
