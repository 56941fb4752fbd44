"""Tells everybody the codebooks that come with adborth, once: reports alone sends codebooks."""

from collections.abc import Sequence

from services.reports.application.codebook_ports import CodebookShelf
from services.reports.application.ports import Unit
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Codebook
from shared.contracts.clock import Clock
from shared.contracts.messages import CodebookPublished, Message, message_id
from shared.contracts.names import MessageName, Service


def publish_builtin_codebooks(codebooks: Sequence[Codebook], *, unit: Unit, clock: Clock) -> int:
    """Keep and announce each version that is new here; how many were. Doing it again changes nothing."""
    new = [codebook for codebook in codebooks if unit.codebooks.keep(codebook)]
    unit.outbox.add(*(announcement(codebook, clock) for codebook in new))
    return len(new)


def untouched(codebooks: Sequence[Codebook], shelf: CodebookShelf) -> list[Codebook]:
    """Those of these that no team has made a version of its own of: what came with adborth must not replace it."""
    return [
        codebook
        for codebook in codebooks
        if not any(version.author for version in shelf.versions(CodebookKey(codebook.team_id, codebook.id)))
    ]


def announcement(codebook: Codebook, clock: Clock) -> Message:
    """What everybody is told of a version."""
    return Message(
        id=message_id("codebook", codebook.team_id, codebook.id, codebook.version),
        name=MessageName.CODEBOOK_PUBLISHED,
        source=Service.REPORTS,
        subject=codebook.id,
        time=clock.now(),
        content=CodebookPublished(
            team_id=codebook.team_id, codebook=codebook.id, version=codebook.version, body=codebook.body
        ),
    )
