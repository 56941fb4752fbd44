"""The one line that most callers need: the coder of a built-in codebook, ready to code."""

from pathlib import Path

from services.analysis.engine.artefact import artefact_for
from services.analysis.engine.linear_coder import LinearCoder
from shared.codebooks.loading import builtin_codebook


def built_in_coder(name: str, model: Path | None = None) -> LinearCoder:
    """The coder of the built-in codebook `name`, with its own trained model or the one at `model`.

    Raises UnknownCodebook, ArtefactMissing, ArtefactInvalid.
    """
    return LinearCoder.load(builtin_codebook(name), model or artefact_for(name))
