"""Everything about unfinished answers, files and entries for others that an application shows."""

from flask import Flask

from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.answer_files import asks_for_files
from services.intake.entrypoints import answer_files, enter, resume, unfinished
from services.intake.entrypoints.code_pictures import qr_inline
from services.intake.entrypoints.unfinished_at_hand import install_unfinished_desk


def install_apart(app: Flask, desk: UnfinishedDesk) -> None:
    """Give the application its desk of unfinished answers and the pages on it."""
    install_unfinished_desk(app, desk)
    app.add_template_global(asks_for_files)
    app.add_template_global(qr_inline)
    for part in (resume, unfinished, answer_files, enter):
        app.register_blueprint(part.pages)
