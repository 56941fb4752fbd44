"""Takes out of all reviews what respondents took back, and counts anew what samples show without it."""

from collections.abc import Sequence

from services.reports.application.ports import Unit
from services.reports.application.sampling import refresh_samples


def forget_reviews(gone: Sequence[str], changed: Sequence[str], *, unit: Unit) -> None:
    """Let nothing stay of the responses that are `gone`; `changed` are all whose codings are others now."""
    samples = unit.samples.about(changed)
    for each in (unit.decisions, unit.blind_codings, unit.samples):
        each.forget(gone)
    refresh_samples(samples, unit=unit)
