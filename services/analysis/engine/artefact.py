"""Writes and reads a trained model as one file of plain arrays: no pickle, so that a file can do no harm."""

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.calibration import Display
from services.analysis.engine.errors import ArtefactInvalid, ArtefactMissing
from services.analysis.engine.lexicon import Lexicon, Questions
from services.analysis.engine.model import Decisions, KnownWords, Labels, Model, Weights

_FORMAT = 1
_Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Artefact:
    """A model as it was read, with its version: codebook, codebook version and the hash of the file's content."""

    version: str
    model: Model
    known: KnownWords


def artefact_for(name: str) -> Path:
    """Where the model of the built-in codebook of that name is kept."""
    return Path(__file__).parent.parent / "models" / f"{name}.npz"


def save_artefact(model: Model, known: KnownWords, path: Path) -> str:
    """Write the model in one step (a reader sees the old file or the new one); returns its version."""
    buffer = BytesIO()
    np.savez(buffer, **_arrays(model, known))  # type: ignore[arg-type]  # numpy's stub takes the names for allow_pickle
    content = buffer.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
    return _version(model.labels, content)


def load_artefact(path: Path) -> Artefact:
    """Read a model; raises ArtefactMissing or ArtefactInvalid, which say what to run."""
    try:
        content = path.read_bytes()
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            model, known = _model(dict(arrays))
    except FileNotFoundError as error:
        raise ArtefactMissing(path=str(path)) from error
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ArtefactInvalid(path=str(path), reason=f"{type(error).__name__}: {error}") from error
    return Artefact(_version(model.labels, content), model, known)


def _version(labels: Labels, content: bytes) -> str:
    return f"linear-{labels.codebook}-{labels.version}-{hashlib.sha256(content).hexdigest()[:12]}"


def _arrays(model: Model, known: KnownWords) -> dict[str, NDArray[Any]]:
    lexicon, decisions = model.lexicon, model.decisions
    names = {
        "format": _FORMAT,
        "codebook": model.labels.codebook,
        "version": model.labels.version,
        "codes": list(model.labels.codes),
        "facets": list(model.labels.facets),
        "thresholds": [decisions.code_threshold, decisions.facet_threshold],
        "stems": list(lexicon.stems),
        "ngrams": list(lexicon.ngrams),
        "question_stems": list(model.questions.stems),
        "words": list(known.words),
        "unseen": lexicon.unseen,
    }
    return {
        "names": np.frombuffer(json.dumps(names, ensure_ascii=False).encode(), dtype=np.uint8),
        "stem_idf": np.array(lexicon.stem_idf),
        "ngram_idf": np.array(lexicon.ngram_idf),
        "pairs": np.array(list(lexicon.pairs), dtype=np.int32).reshape(-1, 2),
        "pair_idf": np.array(lexicon.pair_idf),
        "question_idf": np.array(model.questions.idf),
        "code_display": decisions.code_display.shown,
        "facet_display": decisions.facet_display.shown,
        **{f"weights_{name}": getattr(model.weights, name) for name in _WEIGHTS},
        "word_rows": known.rows,
        "word_weights": known.weights,
        "word_stems": known.stems,
    }


_WEIGHTS = ("stems", "ngrams", "pairs", "questions", "offsets")


def _model(arrays: _Arrays) -> tuple[Model, KnownWords]:
    names = json.loads(arrays["names"].tobytes())
    if names["format"] != _FORMAT:
        raise ValueError(f"format {names['format']}, but {_FORMAT} is read here")
    model = Model(
        labels=Labels(names["codebook"], names["version"], tuple(names["codes"]), tuple(names["facets"])),
        lexicon=_lexicon(names, arrays),
        questions=Questions(_index(names["question_stems"]), arrays["question_idf"].tolist()),
        weights=Weights(**{name: arrays[f"weights_{name}"] for name in _WEIGHTS}),
        decisions=_decisions(names["thresholds"], arrays),
    )
    return model, KnownWords(names["words"], arrays["word_rows"], arrays["word_weights"], arrays["word_stems"])


def _decisions(thresholds: tuple[float, float], arrays: _Arrays) -> Decisions:
    codes, facets = Display(arrays["code_display"]), Display(arrays["facet_display"])
    return Decisions(thresholds[0], thresholds[1], codes, facets)


def _lexicon(names: Mapping[str, Any], arrays: _Arrays) -> Lexicon:
    return Lexicon(
        stems=_index(names["stems"]),
        stem_idf=arrays["stem_idf"].tolist(),
        pairs={(left, right): i for i, (left, right) in enumerate(arrays["pairs"].tolist())},
        pair_idf=arrays["pair_idf"].tolist(),
        ngrams=_index(names["ngrams"]),
        ngram_idf=arrays["ngram_idf"].tolist(),
        unseen=names["unseen"],
    )


def _index(names: list[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(names)}
