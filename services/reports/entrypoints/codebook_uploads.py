"""Reads a codebook file that somebody chose: ours (.yaml), or the exchange format of other programs (.qdc)."""

import tempfile
from pathlib import Path
from typing import Final

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from shared.codebooks.codebook import Codebook
from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.loading import load_codebook
from shared.codebooks.refi_qda.importing import load_qdc

LARGEST: Final = 5_000_000


def read_upload(file: FileStorage | None) -> Codebook:
    """The codebook in a file. Raises InvalidCodebook naming the file, the line, the place and the rule."""
    if file is None or not file.filename:
        raise InvalidCodebook(_("No file"), _("file"), _("choose a file first"))
    name = secure_filename(file.filename) or "codebook"
    content = file.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidCodebook(name, _("file"), _("must not be larger than 5 megabytes"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return load_qdc(path) if path.suffix.lower() == ".qdc" else load_codebook(path)
