"""Writes and reads a trained model as one file of plain arrays: no pickle, so that a file can do no harm."""

import hashlib
import os
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np

from services.analysis.engine.errors import ArtefactInvalid, ArtefactMissing
from services.analysis.engine.model import KnownWords, Labels, Model
from services.analysis.engine.model_arrays import from_arrays, to_arrays


@dataclass(frozen=True)
class Artefact:
    """A model as it was read, with its version: codebook, codebook version and the hash of the file's content."""

    version: str
    model: Model
    known: KnownWords


def artefact_for(name: str) -> Path:
    """Where the model of the built-in codebook of that name is kept."""
    return Path(__file__).parent.parent / "models" / f"{name}.npz"


def written(model: Model, known: KnownWords) -> tuple[str, bytes]:
    """The version and the content of a model as a file."""
    buffer = BytesIO()
    np.savez(buffer, **to_arrays(model, known))  # type: ignore[arg-type]  # numpy's stub takes the names for allow_pickle
    content = buffer.getvalue()
    return _version(model.labels, content), content


def save_artefact(model: Model, known: KnownWords, path: Path) -> str:
    """Write the model in one step (a reader sees the old file or the new one); returns its version."""
    version, content = written(model, known)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
    return version


def load_artefact(path: Path) -> Artefact:
    """Read a model; raises ArtefactMissing or ArtefactInvalid, which say what to run."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ArtefactMissing(path=str(path)) from error
    except OSError as error:
        raise _invalid(str(path), error) from error
    return read_artefact(content, str(path))


def read_artefact(content: bytes, source: str) -> Artefact:
    """The model that a file holds; raises ArtefactInvalid, which names the source."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            model, known = from_arrays(dict(arrays))
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise _invalid(source, error) from error
    return Artefact(_version(model.labels, content), model, known)


def _invalid(source: str, error: Exception) -> ArtefactInvalid:
    return ArtefactInvalid(path=source, reason=f"{type(error).__name__}: {error}")


def _version(labels: Labels, content: bytes) -> str:
    return f"linear-{labels.codebook}-{labels.version}-{hashlib.sha256(content).hexdigest()[:12]}"
