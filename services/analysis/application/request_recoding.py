"""Hears what codings anew and discoveries are asked for; the work itself is done beside the messages."""

from collections.abc import Sequence

from services.analysis.application.ports import Unit
from services.analysis.application.recoding_told import progress
from services.analysis.application.work_ports import Discovery
from services.analysis.domain.recodings import Purpose, Recoding
from shared.contracts.clock import Clock
from shared.contracts.coding_work import DiscoveryRequested, RecodeRequested
from shared.contracts.messages import Message


def request_recodings(messages: Sequence[Message], *, unit: Unit, clock: Clock) -> None:
    """Note what was asked for, in whatever order it comes; a candidate that was discarded is forgotten at once."""
    asked = [(m.content, m.correlation_id) for m in messages if isinstance(m.content, RecodeRequested)]
    for request, story in asked:
        _request(request, story, unit, clock)


def request_discoveries(messages: Sequence[Message], *, unit: Unit, clock: Clock) -> None:
    """Note what was asked for."""
    asked = [(m.content, m.correlation_id) for m in messages if isinstance(m.content, DiscoveryRequested)]
    for request, story in asked:
        discovery = Discovery(
            id=request.discovery_id,
            team_id=request.team_id,
            survey=request.survey,
            question=request.question,
            asked_at=clock.now(),
            story=story,
        )
        unit.discoveries.add(discovery)


def _request(request: RecodeRequested, story: str, unit: Unit, clock: Clock) -> None:
    now = clock.now()
    known = unit.recodings.get(request.recode_id)
    before = known or Recoding(
        id=request.recode_id,
        team_id=request.team_id,
        codebook=request.codebook,
        codebook_version=request.codebook_version,
        asked_at=now,
        surveys=request.surveys,
        story=story,
    )
    after = before.asked(Purpose(request.purpose), now)
    if known == after:
        return
    unit.recodings.put(after)
    if known is None or after.state is not before.state:
        unit.outbox.add(progress(after, now))
        if not after.works:
            unit.models.forget(after.id)
