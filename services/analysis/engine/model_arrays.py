"""Turns a model into plain arrays and back: the content of an artefact."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.display import Display
from services.analysis.engine.lexicon import Lexicon, Questions
from services.analysis.engine.model import Decisions, KnownWords, Labels, Model, Rule, Weights

_FORMAT = 2
_WEIGHTS = ("stems", "ngrams", "pairs", "questions", "offsets", "slopes", "shifts")
_Arrays = Mapping[str, NDArray[Any]]


def to_arrays(model: Model, known: KnownWords) -> dict[str, NDArray[Any]]:
    """Arrays by name; all texts stand as JSON in `names`."""
    lexicon, decisions = model.lexicon, model.decisions
    names = {
        "format": _FORMAT,
        "codebook": model.labels.codebook,
        "version": model.labels.version,
        "codes": list(model.labels.codes),
        "facets": list(model.labels.facets),
        "rules": [[rule.threshold, rule.fallback] for rule in (decisions.codes, decisions.facets)],
        "stems": list(lexicon.stems),
        "ngrams": list(lexicon.ngrams),
        "question_stems": list(model.questions.stems),
        "questions": list(model.questions.known),
        "words": list(known.words),
        "unseen": lexicon.unseen,
    }
    return {
        "names": np.frombuffer(json.dumps(names, ensure_ascii=False).encode(), dtype=np.uint8),
        "stem_idf": np.array(lexicon.stem_idf),
        "ngram_idf": np.array(lexicon.ngram_idf),
        "pairs": lexicon.pairs,
        "pair_idf": lexicon.pair_idf,
        "question_idf": np.array(model.questions.idf),
        "code_display": decisions.code_display.shown,
        "facet_display": decisions.facet_display.shown,
        **{f"weights_{name}": getattr(model.weights, name) for name in _WEIGHTS},
        "word_rows": known.rows,
        "word_weights": known.weights,
        "word_stems": known.stems,
    }


def from_arrays(arrays: _Arrays) -> tuple[Model, KnownWords]:
    """What `to_arrays` was given; raises ValueError or KeyError when the arrays are of another format."""
    names = json.loads(arrays["names"].tobytes())
    if names["format"] != _FORMAT:
        raise ValueError(f"format {names['format']}, but {_FORMAT} is read here")
    model = Model(
        labels=Labels(names["codebook"], names["version"], tuple(names["codes"]), tuple(names["facets"])),
        lexicon=_lexicon(names, arrays),
        questions=Questions(
            _index(names["question_stems"]), arrays["question_idf"].tolist(), _index(names["questions"])
        ),
        weights=Weights(**{name: arrays[f"weights_{name}"] for name in _WEIGHTS}),
        decisions=_decisions(names["rules"], arrays),
    )
    return model, KnownWords(names["words"], arrays["word_rows"], arrays["word_weights"], arrays["word_stems"])


def _decisions(rules: list[list[float]], arrays: _Arrays) -> Decisions:
    codes, facets = (Rule(*rule) for rule in rules)
    return Decisions(codes, facets, Display(arrays["code_display"]), Display(arrays["facet_display"]))


def _lexicon(names: Mapping[str, Any], arrays: _Arrays) -> Lexicon:
    return Lexicon(
        stems=_index(names["stems"]),
        stem_idf=arrays["stem_idf"].tolist(),
        ngrams=_index(names["ngrams"]),
        ngram_idf=arrays["ngram_idf"].tolist(),
        pairs=arrays["pairs"],
        pair_idf=arrays["pair_idf"],
        unseen=names["unseen"],
    )


def _index(names: list[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(names)}
