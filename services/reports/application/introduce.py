"""Shows who could help whom, and asks them by way of intake, which alone knows where they can be written to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.reports.application.introduction_ports import (
    HearsOfIntroductions,
    IntroducingDesk,
    Introductions,
)
from services.reports.domain.introductions import Introduction, IntroductionState, PairNotFound, Party
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from services.reports.domain.voices import NEED, OFFER, CodeAt, Interest, Pair, Voice, interests_of, pairs_of
from shared.contracts.giving_back import IntroductionAnswered

_ANSWER_WITHIN: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Matches:
    """What a team can do about needs and offers, and what it did."""

    pairs: list[Pair]
    interests: list[Interest]
    introductions: list[Introduction]
    titles: Mapping[CodeAt, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pair of a team's people by the references of their answers."""

    team_id: str
    need: str
    offer: str


def read_matches(team_id: str, *, desk: IntroducingDesk) -> Matches:
    """Pairs that nobody decided about, shared interests, and the pairs that were asked."""
    with desk.open_reading() as kept:
        needs, offers = kept.voices(team_id, NEED), kept.voices(team_id, OFFER)
        decided, titles = kept.of(team_id), kept.titles(team_id)
        smallest = {survey: least or desk.smallest_group for survey, least in kept.smallest(team_id).items()}
    for voice in (*needs, *offers):
        smallest.setdefault(voice.survey, desk.smallest_group)
    return Matches(
        pairs_of(needs, offers, (each.responses for each in decided)),
        interests_of((*needs, *offers), smallest),
        [each for each in decided if each.state is not IntroductionState.DISMISSED],
        titles,
    )


def read_pair(chosen: Chosen, *, desk: IntroducingDesk) -> tuple[Pair, Mapping[CodeAt, Mapping[str, str]]]:
    """One pair, with what codes are called. Raises PairNotFound."""
    with desk.open_reading() as kept:
        return _pair(chosen, kept), kept.titles(chosen.team_id)


def propose(chosen: Chosen, about: tuple[str, str], by: Person, *, desk: IntroducingDesk) -> None:
    """Ask both; `about` says what the one who needs is told of the other, then the reverse. Raises PairNotFound."""
    _decide(chosen, IntroductionState.ASKED, about, by, desk)


def dismiss(chosen: Chosen, by: Person, *, desk: IntroducingDesk) -> None:
    """Show this pair no more. Raises PairNotFound."""
    _decide(chosen, IntroductionState.DISMISSED, ("", ""), by, desk)


def hear_of_answers(news: Sequence[IntroductionAnswered], *, unit: HearsOfIntroductions) -> None:
    """Note what people answered, inside the given transaction; of a pair that was forgotten nothing is kept."""
    for id_ in sorted({told.introduction_id for told in news}):
        known = unit.introductions.find(id_)
        if known is not None:
            mine = [told for told in news if told.introduction_id == id_ and told.team_id == known.team_id]
            unit.introductions.put(known.heard(mine))


def _decide(
    chosen: Chosen, state: IntroductionState, about: tuple[str, str], by: Person, desk: IntroducingDesk
) -> None:
    pair, _ = read_pair(chosen, desk=desk)
    team_id, now = chosen.team_id, desk.clock.now()
    with desk.open_unit() as unit:
        # A withdrawal takes the same locks: it is either seen here, or finds what is kept here and forgets it.
        unit.counts.lock({SurveyKey(team_id, each.survey) for each in (pair.need, pair.offer)}, now)
        pair = _pair(chosen, unit.introductions)
        decided = Introduction(
            id=desk.new_id(),
            team_id=team_id,
            need=_party(pair.need, about[0]),
            offer=_party(pair.offer, about[1]),
            code=pair.codes[0].code,
            state=state,
            by=by,
            at=now,
            expires_at=now + _ANSWER_WITHIN,
        )
        if not unit.introductions.add(decided):
            raise PairNotFound
        if state is IntroductionState.ASKED:
            unit.outbox.add(decided.proposal(now + _ANSWER_WITHIN))
        unit.commit()


def _pair(chosen: Chosen, kept: Introductions) -> Pair:
    team_id = chosen.team_id
    needs = kept.voices(team_id, NEED, chosen.need) if chosen.need else []
    offers = kept.voices(team_id, OFFER, chosen.offer) if chosen.offer else []
    found = pairs_of(needs, offers, (each.responses for each in kept.of(team_id)))
    if not found:
        raise PairNotFound
    return found[0]


def _party(voice: Voice, about: str) -> Party:
    return Party(response_id=voice.response_id, survey=voice.survey, about=about)
