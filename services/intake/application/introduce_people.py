"""Writes the letters that introductions are owed, and ends those that can't go on."""

from datetime import timedelta
from typing import Final

from services.intake.application.introduction_ports import IntroductionDesk, IntroductionReading
from services.intake.application.reach_people import reached_by
from services.intake.domain.introduction_letters import asking_letter, meeting_letter
from services.intake.domain.introductions import NOT_POSSIBLE, OPEN, Introduction, Reached, Standing
from shared.post.letters import Letter, LetterRefused, Post

# Longer than all letters of one introduction take to be sent or refused.
_IN_HAND: Final = timedelta(minutes=5)


def go_on_introducing(*, desk: IntroductionDesk) -> int:
    """Do for each open introduction what is due; how many letters went out.

    A letter is noted before the next is written: it comes twice only when the machine fails between the two. Raises
    PostAway, StorageAway; what is due then is due still.
    """
    with desk.open_reading() as unit:
        now = desk.clock.now()
        waiting = [each for each in unit.introductions.open(now) if _is_due(each, unit, desk)]
    if not waiting:
        return 0
    if desk.open_post is None:
        for each in waiting:
            _end(each.id, NOT_POSSIBLE, desk)
        return 0
    with desk.open_post() as post:
        return sum(_go_on(each.id, post, desk) for each in waiting)


def _is_due(introduction: Introduction, unit: IntroductionReading, desk: IntroductionDesk) -> bool:
    return bool(introduction.due or introduction.hindrance(reached_by(introduction, unit), desk.clock.now()))


def _go_on(id_: str, post: Post, desk: IntroductionDesk) -> int:
    with desk.open_unit() as unit:
        now = desk.clock.now()
        introduction = unit.introductions.find(id_)
        if introduction is None or not unit.introductions.take_in_hand(id_, now, now + _IN_HAND):
            return 0
        hindrance = introduction.hindrance(reached_by(introduction, unit), now)
        unit.commit()
    if hindrance:
        _end(id_, hindrance, desk)
        return 0
    try:
        return sum(_write(id_, place, post, desk) for place in introduction.due)
    except LetterRefused:
        _end(id_, NOT_POSSIBLE, desk)
        return 0
    finally:
        _let_go(id_, desk)


def _write(id_: str, place: int, post: Post, desk: IntroductionDesk) -> bool:
    """One letter, to what can be reached at this moment: somebody may have taken their response back since."""
    with desk.open_reading() as unit:
        introduction = unit.introductions.find(id_)
        reached = reached_by(introduction, unit) if introduction else {}
    if introduction is None or place not in introduction.due or introduction.hindrance(reached, desk.clock.now()):
        return False
    post.send(_letter(introduction, place, reached, desk))
    with desk.open_unit() as unit:
        current = unit.introductions.find(id_)
        if current is not None and current.standing is introduction.standing:
            unit.introductions.put(current.written_to(place))
            unit.commit()
    return True


def _letter(introduction: Introduction, place: int, reached: dict[str, Reached], desk: IntroductionDesk) -> Letter:
    party, other = introduction.parties[place], introduction.parties[1 - place]
    to = reached[party.response_id]
    link = f"{desk.address}/r/-/introductions/{desk.links.key_for(introduction.id, place)}"
    if introduction.standing is Standing.ASKING:
        return asking_letter(to, party.about, link, introduction.expires_at)
    return meeting_letter(to, party.about, reached[other.response_id], link)


def _end(id_: str, reason: str, desk: IntroductionDesk) -> None:
    with desk.open_unit() as unit:
        introduction = unit.introductions.find(id_)
        if introduction is None or introduction.standing not in OPEN:
            return
        unit.introductions.put(introduction.ended())
        unit.outbox.add(introduction.news(0, desk.clock.now(), agreed=False, reason=reason))
        unit.commit()


def _let_go(id_: str, desk: IntroductionDesk) -> None:
    with desk.open_unit() as unit:
        unit.introductions.let_go(id_)
        unit.commit()
