"""What every view of files has at hand: the ports of exporting, and how a file is sent."""

from typing import Final

from flask import Response, current_app

from services.reports.application.exporting import Exporting, MadeFile, Told
from shared.web.languages import current_language

EXTENSION: Final = "adborth-exporting"


def exporting() -> Exporting:
    """The ports of the application that answers."""
    found = current_app.extensions[EXTENSION]
    if not isinstance(found, Exporting):
        raise TypeError(EXTENSION)
    return found


def named(answer: Response, told: Told, name: str, made: MadeFile) -> Response:
    """The answer as a file that tells from its name what it is of, and in which language."""
    stem = name.rpartition(".")[0].replace("/", "-")
    number = "draft" if told.number is None else str(told.number)
    answer.mimetype = made.mimetype
    parts = (told.key.slug, number, stem, current_language())
    answer.headers.set("Content-Disposition", "attachment", filename=f"{'-'.join(parts)}.{made.ending}")
    return answer
