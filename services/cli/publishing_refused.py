"""Why `adborth publish` refuses, in a line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import click

from services.reports.domain.errors import ReportNotFound
from services.reports.domain.publication_errors import ChangedMeanwhile, NotToBePublished, Objection

_TOLD: Final = {
    "no-responses": "nobody has answered it yet",
    "too-few-responses": "{responses} answered, and fewer than {smallest} are not published",
    "note-missing": "the draft has no note of what changed",
    "quotes-void": "{count} chosen quotes changed, were refused, or are coded otherwise now",
    "not-approved": "its draft is not approved",
    "second-person": "a second person must approve its draft: /team/reports/{slug}/publication",
    "quotes-changed": "quotes changed since its draft was approved",
    "smallest-group-raised": "the smallest group is {smallest} since its draft was approved",
}


@contextmanager
def telling_refusals(slug: str) -> Iterator[None]:
    """End the command with exit code 1 and the reasons when the report can't be published."""
    try:
        yield
    except ReportNotFound:
        raise click.ClickException(f"There is no survey {slug!r}.") from None
    except ChangedMeanwhile:
        raise click.ClickException(f"Somebody changed the draft of {slug!r} meanwhile. Try again.") from None
    except NotToBePublished as error:
        reasons = "; ".join(reason(each, slug) for each in error.objections)
        raise click.ClickException(f"{slug!r} can't be published: {reasons}.") from None


def reason(objection: Objection, slug: str) -> str:
    """An objection as part of a sentence."""
    told = _TOLD.get(objection.code)
    if told is None:
        message = objection.details.get("message", objection.code)
        return str(message["en"] if isinstance(message, Mapping) else message).removesuffix(".")
    return told.format(slug=slug, **objection.details)
