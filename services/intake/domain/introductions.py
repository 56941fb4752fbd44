"""Two people who may meet: each is asked, and only when both agree is each told where the other can be written to."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from shared.contracts.errors import CodedError
from shared.contracts.giving_back import IntroductionAnswered, IntroductionProposed
from shared.contracts.messages import Message, message_id
from shared.contracts.names import MessageName, Service

NOT_POSSIBLE: Final = "not-possible"
EXPIRED: Final = "expired"
_MAC_CHARACTERS: Final = 26  # of 5 bits each: 130 bits


class IntroductionNotFound(CodedError):
    """A link leads to no introduction."""

    code = "introduction-not-found"


class Standing(StrEnum):
    """ASKING until both have answered; AGREED until both were told; MET, or OVER without anybody told."""

    ASKING = "asking"
    AGREED = "agreed"
    MET = "met"
    OVER = "over"


OPEN: Final = frozenset({Standing.ASKING, Standing.AGREED})


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two: `about` is what they are told of the other; asked and told are letters that went out."""

    response_id: str
    about: str
    asked: bool = False
    agreed: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """Where one of them can be written to, in which language, about which survey."""

    address: str
    language: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """An introduction with its two parties, by their places 0 and 1."""

    id: str
    team_id: str
    parties: tuple[Party, Party]
    expires_at: datetime
    standing: Standing = Standing.ASKING

    @classmethod
    def proposed(cls, news: IntroductionProposed) -> "Introduction":
        """The introduction in a message."""
        first, second = (Party(each.response_id, each.about) for each in news.parties)
        return cls(id=news.introduction_id, team_id=news.team_id, parties=(first, second), expires_at=news.expires_at)

    @property
    def due(self) -> list[int]:
        """The places of those who are owed a letter now."""
        told = {Standing.ASKING: "asked", Standing.AGREED: "told"}.get(self.standing)
        return [place for place, party in enumerate(self.parties) if told and not getattr(party, told)]

    def hindrance(self, reached: Mapping[str, Reached], now: datetime) -> str:
        """Why it can't go on, as a stable code; "" when it can."""
        if self.standing is Standing.ASKING and self.expires_at <= now:
            return EXPIRED
        return "" if all(party.response_id in reached for party in self.parties) else NOT_POSSIBLE

    def written_to(self, place: int) -> "Introduction":
        """After the letter that was due to one of them went out."""
        if self.standing is Standing.ASKING:
            return self._with(place, asked=True)
        after = self._with(place, told=True)
        return replace(after, standing=Standing.MET).emptied() if all(each.told for each in after.parties) else after

    def answered(self, place: int, *, agreed: bool) -> "Introduction":
        """After one of them answered; one refusal ends it, also of somebody who had agreed."""
        if not agreed:
            return self.ended()
        after = self._with(place, agreed=True)
        both = all(each.agreed for each in after.parties)
        return replace(after, standing=Standing.AGREED) if both else after

    def ended(self) -> "Introduction":
        """Over: nobody is told of anybody."""
        return replace(self, standing=Standing.OVER).emptied()

    def emptied(self) -> "Introduction":
        """Without what was said of the two."""
        first, second = (replace(each, about="") for each in self.parties)
        return replace(self, parties=(first, second))

    def news(self, place: int, at: datetime, *, agreed: bool, reason: str = "") -> Message:
        """What the team is told."""
        response_id = self.parties[place].response_id
        content = IntroductionAnswered(
            team_id=self.team_id,
            introduction_id=self.id,
            response_id=response_id,
            agreed=agreed,
            answered_at=at,
            reason=reason,
        )
        name = MessageName.INTRODUCTION_ANSWERED
        told = message_id(name, self.id, response_id if agreed else "over")
        return Message(id=told, name=name, source=Service.INTAKE, subject=self.id, time=at, content=content)

    def _with(self, place: int, *, asked: bool = False, agreed: bool = False, told: bool = False) -> "Introduction":
        party = self.parties[place]
        changed = replace(party, asked=party.asked or asked, agreed=party.agreed or agreed, told=party.told or told)
        first, second = (changed if at == place else each for at, each in enumerate(self.parties))
        return replace(self, parties=(first, second))


class IntroductionLinks:
    """Makes the keys of the links in letters with a secret: none is stored, and nobody guesses one."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def key_for(self, introduction_id: str, place: int) -> str:
        """The key of one of the two."""
        said = f"{introduction_id}.{place}"
        made = hmac.digest(self._secret, f"introduction/{said}".encode(), hashlib.sha256)
        return f"{said}.{base64.b32encode(made).decode().lower()[:_MAC_CHARACTERS]}"

    def read(self, key: str) -> tuple[str, int]:
        """The introduction and the place of a key. Raises IntroductionNotFound when it is none of ours."""
        introduction_id, _, rest = key.partition(".")
        place = 1 if rest.startswith("1.") else 0
        if not hmac.compare_digest(self.key_for(introduction_id, place).encode(), key.encode()):
            raise IntroductionNotFound
        return introduction_id, place
