"""What discovery finds: groups of answers that speak alike, for people to look at. They are candidates and no codes."""

from dataclasses import dataclass

from services.analysis.domain.codings import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the answer with that place in what was given (from 0): `span.of(answers[answer].text)`."""

    answer: int
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """Answers that speak alike, by their places in what was given, in rising order.

    All are in one `language` ("en" or "cy"): by their words alone, a Welsh answer is like another Welsh one before it
    is like an English one on the same matter, and "Welsh" is no theme. `words` are those that tell it from the others,
    as people wrote them most often; `quotes` the at most three that stand nearest its centre. `cohesion` is how alike
    its answers are (mean cosine to the centre, 0 to 1), `stability` how much of its cluster comes back when the search
    starts elsewhere (mean best Jaccard overlap over five starts, 0 to 1).
    """

    language: str
    words: tuple[str, ...]
    answers: tuple[int, ...]
    quotes: tuple[Quote, ...]
    cohesion: float
    stability: float

    @property
    def size(self) -> int:
        """The number of its answers."""
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class Discovery:
    """The candidates, largest first, out of `considered` answers (with words that others use too) of all `answers`.

    `clusters` is the number that was looked for; 0: there were too few answers to look at. `stability` is the mean
    over the answers in all of them, also in those that were too loose to be candidates.
    """

    answers: int
    considered: int
    clusters: int
    stability: float
    candidates: tuple[Candidate, ...]

    @property
    def coverage(self) -> float:
        """The share of the answers considered that stand in a candidate."""
        return sum(candidate.size for candidate in self.candidates) / max(1, self.considered)
