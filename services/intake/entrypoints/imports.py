"""Everything about uploaded files that an application shows."""

from flask import Flask

from services.intake.application.import_desk import ImportDesk
from services.intake.entrypoints import import_job_page, import_page
from services.intake.entrypoints.imports_at_hand import install_import_desk


def install_imports(app: Flask, desk: ImportDesk) -> None:
    """Give the application its desk of uploaded files and the pages on it."""
    install_import_desk(app, desk)
    app.register_blueprint(import_page.pages)
    app.register_blueprint(import_job_page.pages)
