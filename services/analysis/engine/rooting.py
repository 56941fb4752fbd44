"""What a changed or new codebook can start from: the built-in exemplars in its codes, or its own definitions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.analysis.domain.carrying import Carrier
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.model import Labels
from shared.codebooks.codebook import Codebook


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
