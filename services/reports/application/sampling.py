"""Draws random samples for review, and keeps what their review shows in step with what holds."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from services.reports.application.ports import Unit
from services.reports.domain.review_errors import NothingToDraw
from services.reports.domain.samples import MOST_DRAWN, Sample, SampleKey, draw, seen_of


def draw_sample(key: SampleKey, more: int, seed: str, *, unit: Unit, at: datetime) -> Sample:
    """Draw `more` answers of a question; `seed` is taken for the first drawing, later ones go on with its order.

    Raises NothingToDraw when every answer is drawn, or so many that more would tell nothing.
    """
    unit.counts.lock({key.survey}, at)
    before = unit.samples.of([key]).get(key) or Sample(key, seed, "", 0, at)
    found = draw(before, unit.samples.undrawn(key), min(more, MOST_DRAWN - before.seen.drawn))
    if not found.answers:
        raise NothingToDraw(question=key.question)
    sample = replace(before, bound=found.bound, frame=found.frame, drawn_at=at)
    unit.samples.add(sample, found.answers)
    refresh_samples([key], unit=unit)
    unit.counts.touch([key.survey], at)
    return unit.samples.of([key])[key]


def refresh_samples(keys: Collection[SampleKey], *, unit: Unit) -> None:
    """Count anew what the reviewed answers of these samples show; their surveys are locked."""
    for key, sample in sorted(unit.samples.of(keys).items()):
        unit.samples.add(replace(sample, seen=seen_of(unit.samples.found(key))), ())
