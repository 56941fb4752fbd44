"""Brings news to those who want them: what was published, what changed, and which threshold was crossed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from services.reports.application.outgoing_ports import TellingDesk, TellingUnit
from services.reports.domain.outgoing import News, NewsKind
from shared.contracts.giving_back import ReportPublished
from shared.contracts.messages import message_id

_AT_ONCE: Final = 10
_LEASE: Final = timedelta(minutes=10)
KEPT: Final = timedelta(days=90)


def hear_of_publications(told: Sequence[ReportPublished], *, unit: TellingUnit, address: str) -> None:
    """Tell the team's endpoints what was published, once; the caller commits."""
    for published in told:
        news = News(
            team_id=published.team_id,
            id="msg_" + message_id("news", "report", published.team_id, published.survey, published.publication),
            kind=NewsKind.REPORT_PUBLISHED,
            at=published.published_at,
            data={
                "survey": published.survey,
                "publication": published.publication,
                "title": dict(published.title),
                "reason": published.reason,
                "url": address + published.path,
            },
        )
        tell_team(news, unit=unit)


def tell_team(news: News, *, unit: TellingUnit) -> bool:
    """Promise news to every endpoint of the team that wants this kind; False when it was promised before."""
    wanting = [each for each in unit.outgoing.endpoints(news.team_id) if news.kind in each.kinds]
    return bool(wanting) and unit.outgoing.tell(news, wanting)


def send_due(*, desk: TellingDesk) -> int:
    """Try what is due once; how many were tried.

    A sending is claimed before and settled after, so that a process that dies meanwhile lets it be tried again:
    a receiver may hear the same twice, under the same id, and never not at all.
    """
    now = desk.clock.now()
    with desk.open_unit() as unit:
        claimed = unit.outgoing.claim(now, now + _LEASE, _AT_ONCE)
        unit.commit()
    for sending, endpoint in claimed:
        attempt = desk.sender.send(endpoint, sending.news, now)
        settled = sending.after(attempt, desk.clock.now(), desk.jitter())
        with desk.open_unit() as unit:
            unit.outgoing.settle(settled)
            found = unit.outgoing.endpoint(endpoint.team_id, endpoint.id)
            if attempt.is_gone and found:
                unit.outgoing.put_endpoint(replace(found, paused=True))
            unit.commit()
    return len(claimed)


def forget_old(*, desk: TellingDesk) -> None:
    """Forget what was sent long ago."""
    with desk.open_unit() as unit:
        unit.outgoing.forget_before(desk.clock.now() - KEPT)
        unit.commit()
