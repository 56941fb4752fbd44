"""An introduction is proposed, and each of the two answers it by the link that they were sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.application.introduction_ports import IntroductionDesk, IntroductionReading
from services.intake.application.reach_people import reached_by
from services.intake.domain.introductions import Introduction, IntroductionNotFound, Standing
from shared.contracts.giving_back import IntroductionProposed


@dataclass(frozen=True, slots=True)
class Asked:
    """What one of the two is shown: `about` the other, whether they agreed before, and of what they answered the title.

    `language` is that of the title.
    """

    about: str
    agreed: bool
    standing: Standing
    expires_at: datetime
    title: str
    language: str


def hear_of_introductions(news: Sequence[IntroductionProposed], *, unit: IntroductionReading) -> None:
    """Keep what was proposed, inside the given transaction; letters are written afterwards, each once."""
    for each in news:
        unit.introductions.add(Introduction.proposed(each))


def read_introduction(key: str, *, desk: IntroductionDesk) -> Asked:
    """What the reader of a letter is asked. Raises IntroductionNotFound, StorageAway."""
    with desk.open_reading() as unit:
        introduction, place = _found(key, desk, unit)
        reached = reached_by(introduction, unit)
    party, now = introduction.parties[place], desk.clock.now()
    standing = introduction.standing
    if standing is Standing.ASKING and introduction.hindrance(reached, now):
        standing = Standing.OVER
    mine = reached.get(party.response_id)
    title, language = (mine.title, mine.language) if mine else ("", "")
    return Asked(party.about, party.agreed, standing, introduction.expires_at, title, language)


def answer_introduction(key: str, *, agreed: bool, desk: IntroductionDesk) -> None:
    """Note what one of the two says and tell the team; at its end, or after both agreed, nothing changes.

    Raises IntroductionNotFound, StorageAway.
    """
    now = desk.clock.now()
    with desk.open_unit() as unit:
        introduction, place = _found(key, desk, unit)
        if introduction.standing is not Standing.ASKING or introduction.hindrance(reached_by(introduction, unit), now):
            return
        unit.introductions.put(introduction.answered(place, agreed=agreed))
        unit.outbox.add(introduction.news(place, now, agreed=agreed))
        unit.commit()


def _found(key: str, desk: IntroductionDesk, unit: IntroductionReading) -> tuple[Introduction, int]:
    introduction_id, place = desk.links.read(key)
    introduction = unit.introductions.find(introduction_id)
    if introduction is None:
        raise IntroductionNotFound
    return introduction, place
