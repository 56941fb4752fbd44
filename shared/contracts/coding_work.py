"""What is told of the work on codings: decisions of people, codings anew, and themes that nobody thought of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.contracts.coded_answers import CodingMade


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingReviewed:
    """A person decided about one answer: these codings and no others; none at all means "no code".

    `decision` numbers the decisions about this answer, and the highest wins; `undone` says that the model's codings
    hold again. `reviewer` is a person's id. What was judged are the codings `revision` of the response by `model`;
    `codebook` and its version are those of the codes given. `blind`: the person did not see the model's codings.
    `chance` is that with which the answer was drawn into a random sample, None where somebody picked it: only drawn
    and blind decisions may correct a share, all of them teach.
    """

    team_id: str
    survey: str
    response_id: str
    question: str
    decision: int
    reviewer: str
    reviewed_at: datetime
    revision: int
    model: str
    codebook: str
    codebook_version: int
    codings: tuple[CodingMade, ...] = ()
    blind: bool = False
    chance: float | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecodeRequested:
    """Somebody asks for codings anew by a version of a codebook, with a model that learned from all reviews so far.

    `purpose` is `compare` (say what would change, change nothing), `adopt` (what was compared under this id becomes
    what holds) or `discard`. `surveys` are slugs; none means all of the team's that use the codebook.
    """

    team_id: str
    recode_id: str
    codebook: str
    codebook_version: int
    purpose: str
    surveys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChanged:
    """The machine's codes of an answer that would go and come."""

    survey: str
    response_id: str
    question: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecodeProgressed:
    """How far codings anew have come; the highest `step` wins.

    `state` is `comparing`, `compared`, `adopting`, `adopted`, `discarded` or `failed` (`reason` is a stable code).
    `gains` and `losses` count answers by code; `examples` are some of the answers that would change. `present` and
    `candidate` are F1 on reviews that neither has seen, None where there are too few of them.
    """

    team_id: str
    recode_id: str
    codebook: str
    codebook_version: int
    step: int
    state: str
    done: int
    total: int
    model: str = ""
    gains: Mapping[str, int] = field(default_factory=dict)
    losses: Mapping[str, int] = field(default_factory=dict)
    examples: tuple[AnswerChanged, ...] = ()
    reviews: int = 0
    present: float | None = None
    candidate: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAdopted:
    """From now on answers under this codebook are coded by this model; those coded before are told anew."""

    team_id: str
    recode_id: str
    codebook: str
    codebook_version: int
    model: str
    adopted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoveryRequested:
    """Somebody asks what the answers of a survey speak of beside the codes, under one question or all."""

    team_id: str
    discovery_id: str
    survey: str
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsAt:
    """The characters `[start, end)` of an answer, without the words themselves."""

    response_id: str
    question: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeProposed:
    """A candidate code: the words that mark it, in how many answers it was met, and some of them."""

    words: tuple[str, ...]
    size: int
    quotes: tuple[WordsAt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesProposed:
    """What was found; never counted before a person accepts it. `reason` is a stable code where nothing could be."""

    team_id: str
    discovery_id: str
    survey: str
    answers: int
    themes: tuple[ThemeProposed, ...] = ()
    reason: str = ""
