"""Asks analysis to code anew and compare, and then to adopt or discard what it compared."""

from dataclasses import replace

from services.reports.application.recoding_ports import RecodingDesk
from services.reports.domain.codebook_errors import CodebookNotFound, RecodingNotFound, RecodingNotReady
from services.reports.domain.codebook_history import Author, CodebookKey
from services.reports.domain.recodings import Recoding
from shared.contracts.coding_work import RecodeRequested
from shared.contracts.messages import Message, message_id
from shared.contracts.names import MessageName, Service


def ask_comparison(key: CodebookKey, *, author: Author, desk: RecodingDesk) -> Recoding:
    """Ask what codings by the newest version, learned from all reviews so far, would change. Raises CodebookNotFound.

    While one is under way it is given back, and nothing is asked.
    """
    with desk.open_unit() as unit:
        newest = unit.shelf.body(key)
        if newest is None:
            raise CodebookNotFound(asked=key.codebook)
        running = [each for each in unit.recodings.recodings(key) if each.is_running]
        if running and running[0].version == newest.version:
            return running[0]
        asked_at = desk.codebooks.clock.now()
        recoding = Recoding(key, desk.new_id(), newest.version, author, asked_at)
        unit.recodings.put_recoding(recoding)
        unit.outbox.add(_request(recoding, "compare", desk))
        unit.commit()
    return recoding


def decide_recoding(team_id: str, recode_id: str, purpose: str, *, author: Author, desk: RecodingDesk) -> Recoding:
    """Adopt or discard (`purpose`) what was compared. Raises RecodingNotFound, RecodingNotReady."""
    with desk.open_unit() as unit:
        recoding = unit.recodings.recoding(team_id, recode_id)
        if recoding is None:
            raise RecodingNotFound(asked=recode_id)
        if not recoding.can_be_decided:
            raise RecodingNotReady
        decided = replace(recoding, decision=purpose, decided_by=author.name)
        unit.recodings.put_recoding(decided)
        unit.outbox.add(_request(decided, purpose, desk))
        unit.commit()
    return decided


def _request(recoding: Recoding, purpose: str, desk: RecodingDesk) -> Message:
    return Message(
        id=message_id("recode", recoding.recode_id, purpose),
        name=MessageName.RECODE_REQUESTED,
        source=Service.REPORTS,
        subject=recoding.recode_id,
        time=desk.codebooks.clock.now(),
        content=RecodeRequested(
            team_id=recoding.key.team_id,
            recode_id=recoding.recode_id,
            codebook=recoding.key.codebook,
            codebook_version=recoding.version,
            purpose=purpose,
        ),
    )
