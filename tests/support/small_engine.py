"""A codebook of three codes and a model trained on a few dozen exemplars: all of the engine, in milliseconds."""

import pytest

from services.analysis.engine.artefact import Artefact
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.model import KnownWords, Model
from services.analysis.engine.training import train
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import codebook_from

PHRASES = {
    "time": ("no time to think", "we are too busy", "time to step back please", "protected time every week"),
    "money": ("no funding at all", "the money ran out", "funding ends in March", "pay for the equipment"),
    "courses": ("a training course for us", "more courses", "a course on methods", "training for the whole team"),
    "": ("lovely lunch", "the car park was full", "nothing thanks", "warm room"),
}


@pytest.fixture(scope="session")
def small_codebook() -> Codebook:
    def code(name: str) -> dict[str, object]:
        return {"id": name, "title": {"en": name}, "include": f"About {name}.", "examples": list(PHRASES[name][:1])}

    means = {"id": "means", "title": {"en": "Means"}, "definition": "…", "codes": [code("time"), code("money")]}
    skills = {"id": "skills", "title": {"en": "Skills"}, "definition": "…", "codes": [code("courses")]}
    facets = [{"id": "need", "definition": "asks"}]
    document = {"id": "small", "version": 1, "title": {"en": "S"}, "themes": [means, skills], "facets": facets}
    return codebook_from(document, source="small")


@pytest.fixture(scope="session")
def small_exemplars() -> list[Exemplar]:
    found = []
    for writer in ("ann", "bob", "cai"):
        for name, phrases in PHRASES.items():
            for number, phrase in enumerate(phrases):
                text = f"{phrase}. Really, {writer} says {phrase}"
                codes, facets = ((name,), ("need",)) if name else ((), ())
                found.append(Exemplar(f"{writer}-{name}{number}", text, "What do you need?", codes, facets))
    return found


@pytest.fixture(scope="session")
def small_model(small_codebook: Codebook, small_exemplars: list[Exemplar]) -> tuple[Model, KnownWords]:
    return train(small_codebook, small_exemplars)


@pytest.fixture(scope="session")
def small_artefact(small_model: tuple[Model, KnownWords]) -> Artefact:
    return Artefact("linear-small-1-test", *small_model)


@pytest.fixture(scope="session")
def small_coder(small_codebook: Codebook, small_artefact: Artefact) -> LinearCoder:
    return LinearCoder(small_codebook, small_artefact)
