"""What one response adds to the counts of its survey, so that taking it away again leaves no trace."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from services.reports.domain.aspects import Noticed, Noticing, aspects_of, hour_of
from services.reports.domain.attributes import EVERYONE, Group, Values, attributes_of, groups_of, within_bounds
from services.reports.domain.chances import Chances, Code, chances_of, in_any_answer, with_themes
from services.reports.domain.codebooks import Edition, ThemesOf
from services.reports.domain.sums import Sums, SumsKey
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded

WHOLE: Final = ""
"""The question of a count over all questions together."""


class CodeAt(NamedTuple):
    """A code given under a question."""

    question: str
    theme: str
    code: str


@dataclass(frozen=True, slots=True)
class Footprint:
    """The countable part of a response: the questions it answered with words, and the codes found there.

    `chances` are those of its coded answers by question, `groups` what it can be split by. `foreseen` are the chances
    that the model gave, under the questions where a person's decision holds in their place.
    """

    survey: SurveyKey
    language: str
    answered: frozenset[str]
    coded: frozenset[CodeAt]
    groups: tuple[Group, ...] = ()
    chances: Mapping[str, Chances] = field(default_factory=dict)
    foreseen: Mapping[str, Chances] = field(default_factory=dict)
    noticing: Noticing = field(default_factory=Noticing)


def footprint_of(response: ResponseCoded, themes: ThemesOf, values: Values) -> Footprint:
    """The footprint of a response as it was coded, `themes` being those of the codebooks that are known.

    `values` are those of attributes in use, which learn the new. A blank answer is none.
    """
    survey = SurveyKey(response.team_id, response.survey)
    return Footprint(
        survey=survey,
        language=response.language,
        answered=frozenset(answer.question for answer in response.answers if answer.text.strip()),
        coded=frozenset(
            CodeAt(answer.question, coding.theme, coding.code)
            for answer in response.answers
            for coding in answer.codings
        ),
        groups=groups_of(response.language, within_bounds(survey, attributes_of(response), values)),
        chances=chances_by_question(response, themes),
        noticing=noticing_of(response),
    )


def noticing_of(response: ResponseCoded) -> Noticing:
    """What was noticed of each answer that has a codebook and words, and when the response came in."""
    return Noticing(
        {
            answer.question: Noticed(tuple(sorted(set(answer.facets))), answer.tone)
            for answer in response.answers
            if answer.codebook is not None and answer.text.strip()
        },
        hour_of(response.received_at),
    )


def chances_by_question(response: ResponseCoded, themes: ThemesOf) -> dict[str, Chances]:
    """The chances of each answer that has a codebook and words."""
    return {
        answer.question: chances_of(
            answer, themes.get(Edition(response.team_id, answer.codebook, answer.codebook_version), {})
        )
        for answer in response.answers
        if answer.codebook is not None and answer.text.strip()
    }


@dataclass(slots=True)
class Tally:
    """Changes to the counts of several surveys, summed in memory before they are written once.

    `codes` and `themes` count responses, not mentions: a code in two answers of one person counts once in WHOLE.
    """

    responses: Counter[SurveyKey] = field(default_factory=Counter)
    languages: Counter[tuple[SurveyKey, str]] = field(default_factory=Counter)
    answers: Counter[tuple[SurveyKey, str]] = field(default_factory=Counter)
    themes: Counter[tuple[SurveyKey, str, str]] = field(default_factory=Counter)
    codes: Counter[tuple[SurveyKey, CodeAt]] = field(default_factory=Counter)
    parked: Counter[SurveyKey] = field(default_factory=Counter)
    sums: dict[SumsKey, Sums] = field(default_factory=lambda: defaultdict(Sums))
    aspects: dict[SumsKey, Sums] = field(default_factory=lambda: defaultdict(Sums))

    def surveys(self) -> list[SurveyKey]:
        """The surveys that were touched, also when nothing changes in sum."""
        return sorted(self.responses.keys() | self.parked.keys())

    def add(self, footprint: Footprint, times: int = 1) -> None:
        """Count a footprint; `times` -1 takes it away."""
        survey = footprint.survey
        self.responses[survey] += times
        self.languages[survey, footprint.language] += times
        for question in footprint.answered:
            self.answers[survey, question] += times
        for place in set(_places(footprint)):
            self.codes[survey, place] += times
        for question, theme in {(place.question, place.theme) for place in _places(footprint)}:
            self.themes[survey, question, theme] += times
        self._add_chances(footprint, times)
        self._add_aspects(footprint, times)

    def _add_chances(self, footprint: Footprint, times: int) -> None:
        survey = footprint.survey
        whole = with_themes(in_any_answer(footprint.chances))
        self.sums[SumsKey(survey, EVERYONE, WHOLE)].count(whole, (), times)
        for question, chances in footprint.chances.items():
            named = [Code(at.theme, at.code) for at in footprint.coded if at.question == question]
            sums, with_all = self.sums[SumsKey(survey, EVERYONE, question)], with_themes(chances)
            sums.count(with_all, named, times)
            foreseen = footprint.foreseen.get(question)
            sums.foresee(with_all if foreseen is None else with_themes(foreseen), times)
            for group in footprint.groups:
                self.sums[SumsKey(survey, group, question)].count(chances, named, times)

    def _add_aspects(self, footprint: Footprint, times: int) -> None:
        named: dict[str, list[Code]] = defaultdict(list)
        for at in footprint.coded:
            named[at.question].append(Code(at.theme, at.code))
        for aspect in aspects_of(footprint.noticing, named):
            self.aspects[SumsKey(footprint.survey, aspect.group, aspect.question)].count({}, aspect.codes, times)


def _places(footprint: Footprint) -> Iterator[CodeAt]:
    for place in footprint.coded:
        yield place
        yield place._replace(question=WHOLE)
