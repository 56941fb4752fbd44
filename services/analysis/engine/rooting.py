"""What a changed or new codebook can start from: the built-in exemplars in its codes, or its own definitions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from services.analysis.domain.carrying import Carrier
from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import Artefact, artefact_for, load_artefact
from services.analysis.engine.exemplars import Exemplar, exemplars_for, load_exemplars
from services.analysis.engine.model import Labels
from services.analysis.engine.training import train
from services.analysis.engine.uncoded import Uncoded
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_codebook

_ENOUGH: Final = 30  # decisions, from which on they alone say how sure a model is; before, the definitions help


def root_of(codebook: Codebook, model: Path | None = None) -> Artefact:
    """What is known of a built-in codebook, as people changed it, before anybody decided anything.

    Its own model (or the one at `model`) while codes and facets are the same, else one trained anew, which takes about
    a minute. Raises ArtefactMissing, ArtefactInvalid, InvalidExemplars.
    """
    built_in = load_artefact(model or artefact_for(codebook.id))
    if goes_on(built_in.model.labels, codebook):
        labels = replace(built_in.model.labels, version=codebook.version)
        return replace(built_in, model=replace(built_in.model, labels=labels))
    exemplars = load_exemplars(exemplars_for(codebook.id), builtin_codebook(codebook.id))
    return Artefact("", *train(codebook, carried_exemplars(exemplars, codebook)))


def of_words(codebook: Codebook, exemplars: Sequence[Exemplar], answers: Sequence[Answer]) -> Artefact:
    """What can be known of a codebook without exemplars of its own: its words, people's decisions, uncoded answers."""
    help_of_words = definitions(codebook) if len(exemplars) < _ENOUGH else []
    return Artefact("", *train(codebook, [*exemplars, *help_of_words], Uncoded(answers)))


def goes_on(labels: Labels, codebook: Codebook) -> bool:
    """Whether a model for these labels is one for the codebook: titles, rules and themes may be others."""
    return set(labels.codes) == set(codebook.code_ids) and set(labels.facets) == set(codebook.facet_ids)


def carried_exemplars(exemplars: Sequence[Exemplar], codebook: Codebook) -> list[Exemplar]:
    """Exemplars in the codes of a changed codebook; those of a code that was split say nothing and are left out."""
    return list(_carried(exemplars, codebook))


def definitions(codebook: Codebook) -> list[Exemplar]:
    """Titles, rules and example phrases as exemplars; what stands at one place in all codes has one writer."""
    return [
        Exemplar(f"words{place}-{code.id}", words, codes=(code.id,))
        for code in codebook.codes()
        for place, words in enumerate((*code.title.values(), *code.include.values(), *code.phrases))
    ]


def _carried(exemplars: Sequence[Exemplar], codebook: Codebook) -> Iterator[Exemplar]:
    carrier, codes, facets = Carrier(codebook), set(codebook.code_ids), set(codebook.facet_ids)
    for exemplar in exemplars:
        given = carrier.decided(exemplar.codes)
        if given is not None:
            spoken = tuple(facet for facet in exemplar.facets if facet in facets)
            yield replace(exemplar, codes=tuple(code for code in given if code in codes), facets=spoken)
