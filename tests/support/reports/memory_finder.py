"""Looking through words in memory, written as plainly as it can be: what the one in SQL is compared to."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from services.reports.domain.aspects import with_problem
from services.reports.domain.attributes import LANGUAGE
from services.reports.domain.chances import Code
from services.reports.domain.crossing import Cell, Crossed, Matched, Values
from services.reports.domain.filters import AnswerFound, CoderKind, CodingFound, Filter
from services.reports.domain.quotes import Place
from services.reports.domain.spoken import folded, mutated, places_of
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import ResponseCoded
from tests.support.reports.memory import MemoryResponses

Said = tuple[ResponseCoded, AnswerCoded]


@dataclass
class MemoryFinder:
    """The port Finder on what is held."""

    responses: MemoryResponses

    def answers(self, wanted: Filter, before: Place | None, limit: int) -> list[AnswerFound]:
        found = sorted(self._wanted(wanted), key=lambda said: said[0].received_at, reverse=True)
        older = [said for said in found if before is None or said[0].received_at < before.received_at]
        return [self._found(*said, wanted) for said in older[:limit]]

    def matched(self, wanted: Filter, total: int) -> Matched:
        people, codes = set(), defaultdict(set)
        for response, answer in self._wanted(wanted):
            people.add(response.response_id)
            for coding in answer.codings:
                codes[Code(coding.theme, coding.code)].add(response.response_id)
        return Matched(len(people), total, {code: len(who) for code, who in codes.items()})

    def crossed(self, wanted: Filter) -> Crossed:
        sizes: Counter[Cell] = Counter()
        codes: dict[Code, Counter[Cell]] = defaultdict(Counter)
        for response, answer in self._asked(wanted):
            cell = Cell(self._values(response, wanted), tuple(_traits(response, answer, wanted)))
            sizes[cell] += 1
            for coding in answer.codings:
                codes[Code(coding.theme, coding.code)][cell] += 1
        return Crossed(sizes, codes)

    def _asked(self, wanted: Filter) -> Iterator[Said]:
        for response in self.responses.held.values():
            if SurveyKey(response.team_id, response.survey) == wanted.survey:
                for answer in response.answers:
                    if answer.codebook and answer.text.strip() and wanted.question in (None, answer.question):
                        yield response, answer

    def _wanted(self, wanted: Filter) -> Iterator[Said]:
        for response, answer in self._asked(wanted):
            who = tuple(group.value or None for group in wanted.who)
            held = (_holds(answer.text, word, response.language) for word in wanted.sought)
            if self._values(response, wanted) == who and all(_traits(response, answer, wanted)) and all(held):
                yield response, answer

    def _values(self, response: ResponseCoded, wanted: Filter) -> Values:
        groups = dict(self.responses.prints[response.response_id].groups) | {LANGUAGE: response.language}
        return tuple(groups.get(group.attribute) for group in wanted.who)

    def _found(self, response: ResponseCoded, answer: AnswerCoded, wanted: Filter) -> AnswerFound:
        return AnswerFound(
            place=Place(response.received_at, 0),
            question=answer.question,
            text=answer.text,
            language=response.language,
            facets=answer.facets,
            tone=answer.tone,
            codings=tuple(
                CodingFound(each.code, each.theme, each.spans, each.confidence, answer.model, "")
                for each in sorted(answer.codings, key=lambda each: -each.confidence)
            ),
            words=places_of(answer.text, wanted.sought, welsh=response.language == "cy"),
        )


def _holds(text: str, word: str, language: str) -> bool:
    forms = mutated(word) if language == "cy" else (word,)
    return any(f" {form}" in folded(text) for form in forms)


def _traits(response: ResponseCoded, answer: AnswerCoded, wanted: Filter) -> Iterator[bool]:
    by_person = answer.model.startswith("person:")
    borne = any(wanted.code in (None, coding.code) for coding in answer.codings)
    if wanted.facet:
        yield wanted.facet in with_problem(answer.facets)
    if wanted.code:
        yield borne
    if wanted.coder:
        yield borne and by_person == (wanted.coder is CoderKind.PERSON)
    if wanted.beside:
        yield any(wanted.beside == coding.code for each in response.answers for coding in each.codings)
