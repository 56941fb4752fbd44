"""Makes a candidate model of reviewed answers and compares it with the present one: `adborth train --reviewed`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import artefact_for, load_artefact, save_artefact
from services.analysis.engine.exemplars import Exemplar, load_exemplars
from services.analysis.engine.learning import Comparison, compare, refit
from services.analysis.engine.linear_coder import LinearCoder
from services.cli.failures import CommandFailed
from services.cli.tables.answers import answers_in
from shared.codebooks.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Material:
    """The codebook and the files: present model, reviewed answers, and the texts whose codings are compared, if any."""

    codebook: Codebook
    model: Path
    reviewed: Path
    texts: Path | None


@dataclass(frozen=True, slots=True)
class CandidateWritten:
    """The versions of the candidate and of the present model, how they compare, and on how many answers."""

    version: str
    present: str
    comparison: Comparison
    answers: int


def write_candidate(material: Material, out: Path) -> CandidateWritten:
    """Make the candidate and write it to `out`.

    Raises CommandFailed when `out` is a model in use, ArtefactMissing, ArtefactInvalid, InvalidExemplars, TableError.
    """
    codebook = material.codebook
    if any(_same(out, used) for used in (material.model, artefact_for(codebook.id))):
        raise CommandFailed(f"{out} is the present model, which a candidate does not replace: choose another --out")
    LinearCoder.load(codebook, material.model)  # refuses a model for other codes
    present = load_artefact(material.model)
    reviews = load_exemplars(material.reviewed, codebook)
    answers = _answers(reviews, material.texts)
    comparison = compare(codebook, present, reviews, answers)
    candidate = refit(present, reviews).model
    version = save_artefact(candidate, candidate.known(present.known.words), out)
    return CandidateWritten(version, present.version, comparison, len(answers))


def _answers(reviews: Sequence[Exemplar], texts: Path | None) -> list[Answer]:
    if texts is None:
        return [Answer(review.text, review.question) for review in reviews]
    return answers_in(texts)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))
