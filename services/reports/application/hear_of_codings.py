"""Keeps what analysis tells of codings anew and of themes it found; none of it changes a figure."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from services.reports.application.recoding_ports import HearingUnit
from services.reports.domain.recodings import heard_of
from shared.contracts.coding_work import ModelAdopted, RecodeProgressed, ThemesProposed

AboutCodings: TypeAlias = RecodeProgressed | ModelAdopted | ThemesProposed


def hear_of_codings(told: Sequence[AboutCodings], *, unit: HearingUnit, at: datetime) -> None:
    """Take in a batch, in whatever order it comes; the caller commits."""
    # In one order, so that two workers never wait for each other in a circle.
    for each in sorted(told, key=_id_of):
        if isinstance(each, ThemesProposed):
            _propose(each, unit, at)
            continue
        known = unit.recodings.recoding(each.team_id, each.recode_id) or heard_of(each)
        after = known.after(each)
        if after != known:
            unit.recodings.put_recoding(after)


def _propose(told: ThemesProposed, unit: HearingUnit, at: datetime) -> None:
    known = unit.recodings.discovery(told.team_id, told.discovery_id)
    # Nobody here asked for it: there is no codebook that a candidate could go to.
    if known is not None and (after := known.after(told, at)) != known:
        unit.recodings.put_discovery(after)


def _id_of(told: AboutCodings) -> str:
    return told.discovery_id if isinstance(told, ThemesProposed) else told.recode_id
