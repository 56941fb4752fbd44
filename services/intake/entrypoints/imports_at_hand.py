"""The desk of uploaded files of the application that answers the present request, and what can go wrong there."""

from collections.abc import Iterator, Mapping
from typing import IO, Final, cast

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from services.intake.application.import_desk import ImportDesk
from services.intake.domain.imports import PIECE_BYTES
from shared.contracts.errors import CodedError
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-imports"
_LONGEST_NAME: Final = 200


class FileMissing(CodedError):
    """A form came without a file in it."""

    code = "invalid-fields"


PROBLEMS: Final[Mapping[str, Problem]] = {
    "import-not-found": Problem(
        404, _l("There is no such upload"), _l("Files and their reports are thrown away after 30 days.")
    ),
    "import-not-ready": Problem(
        409,
        _l("This can't be done with the upload now"),
        _l("Look at its page again: somebody may have been quicker."),
    ),
    "import-too-large": Problem(
        413, _l("This file is too large"), _l("Split it: a file may have %(most)s megabytes at most.")
    ),
}


def install_import_desk(app: Flask, desk: ImportDesk) -> None:
    """Give the application its desk of uploaded files, and the words for what can go wrong there."""
    app.extensions[_EXTENSION] = desk
    register_problems(app, PROBLEMS)


def imports_at_hand() -> ImportDesk:
    """The desk of uploaded files that this application was given."""
    return cast(ImportDesk, current_app.extensions[_EXTENSION])


def shown_name(name: str) -> str:
    """The last part of a file's name, on one line and not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable())[:_LONGEST_NAME].strip() or "file"


def pieces_of(stream: IO[bytes]) -> Iterator[bytes]:
    """What is read from an upload, piece by piece."""
    while piece := stream.read(PIECE_BYTES):
        yield piece
