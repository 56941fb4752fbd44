"""Redactions, drafts and numbers in memory: the fakes of publishing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from services.reports.application.publication_ports import Span
from services.reports.domain.decisions import AnswerAt, reference_of
from services.reports.domain.masking import Mask
from services.reports.domain.publications import Chosen, Draft, Listed, Publication, Rules
from services.reports.domain.quotes import Place
from services.reports.domain.redactions import QUOTE, Candidate, Redaction, Verdict
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded


@dataclass
class MemoryRedactions:
    """The port Redactions over the responses that hold."""

    held: dict[str, ResponseCoded] = field(default_factory=dict)
    kept: dict[AnswerAt, Redaction] = field(default_factory=dict)

    def candidate(self, key: SurveyKey, code: str, reference: str) -> Candidate | None:
        found = (each for each in self._all(key) if (each.code, each.reference) == (code, reference))
        return next(found, None)

    def candidates(self, key: SurveyKey, code: str, before: Place | None, limit: int) -> list[Candidate]:
        found = [each for each in self._all(key) if each.code == code and (before is None or each.place < before)]
        return found[:limit]

    def chosen(self, key: SurveyKey, chosen: Collection[Chosen]) -> Mapping[Chosen, Candidate]:
        all_ = {Chosen(each.at, each.code): each for each in self._all(key)}
        return {each: all_[each] for each in chosen if each in all_}

    def approved(self, key: SurveyKey) -> list[Chosen]:
        return [Chosen(each.at, each.code) for each in self._all(key) if each.verdict is Verdict.APPROVED]

    def keep(self, redaction: Redaction) -> bool:
        held = self.kept.get(redaction.at)
        if (held.version if held else 0) != redaction.version - 1:
            return False
        self.kept[redaction.at] = redaction
        return True

    def forget(self, ids: Collection[str]) -> None:
        self.kept = {at: each for at, each in self.kept.items() if at.response_id not in ids}

    def _all(self, key: SurveyKey) -> list[Candidate]:
        return sorted(self._each(key), key=lambda each: each.place, reverse=True)

    def _each(self, key: SurveyKey) -> Iterator[Candidate]:
        number = 0
        for response in self.held.values():
            for answer in response.answers:
                at = AnswerAt(response.response_id, answer.question)
                for coding in answer.codings:
                    number += 1
                    if QUOTE in response.consents and key == (response.team_id, response.survey):
                        yield Candidate(
                            reference=reference_of(at),
                            place=Place(response.received_at, number),
                            survey=key,
                            at=at,
                            code=coding.code,
                            text=answer.text,
                            language=response.language,
                            spans=coding.spans,
                            suggested=tuple(Mask(mark.start, mark.end, mark.kind) for mark in answer.personal),
                            redaction=self.kept.get(at),
                        )


@dataclass
class MemoryPublications:
    """The ports Publications and Archive on dictionaries."""

    all_drafts: dict[SurveyKey, Draft] = field(default_factory=dict)
    all_rules: dict[SurveyKey, Rules] = field(default_factory=dict)
    numbered: dict[tuple[SurveyKey, int], Publication] = field(default_factory=dict)
    links: dict[tuple[SurveyKey, int, str], AnswerAt] = field(default_factory=dict)

    def draft(self, key: SurveyKey) -> Draft | None:
        return self.all_drafts.get(key)

    def drafts(self, keys: Collection[SurveyKey]) -> list[Draft]:
        return [draft for key, draft in self.all_drafts.items() if key in keys]

    def put_draft(self, draft: Draft) -> bool:
        held = self.all_drafts.get(draft.key)
        if (held.version if held else 0) != draft.version - 1:
            return False
        self.all_drafts[draft.key] = draft
        return True

    def rules(self, key: SurveyKey) -> Rules:
        return self.all_rules.get(key, Rules())

    def put_rules(self, key: SurveyKey, rules: Rules) -> None:
        self.all_rules[key] = rules

    def newest(self, key: SurveyKey) -> int:
        return max((number for whose, number in self.numbered if whose == key), default=0)

    def add(self, publication: Publication, links: Mapping[str, AnswerAt]) -> None:
        self.numbered[publication.key, publication.number] = publication
        self.links.update({(publication.key, publication.number, name): at for name, at in links.items()})

    def quoting(self, ids: Collection[str]) -> list[tuple[Publication, frozenset[str]]]:
        found: dict[tuple[SurveyKey, int], set[str]] = defaultdict(set)
        for (key, number, name), at in self.links.items():
            if at.response_id in ids:
                found[key, number].add(name)
        return [(self.numbered[place], frozenset(names)) for place, names in sorted(found.items())]

    def replace(self, publication: Publication) -> None:
        self.numbered[publication.key, publication.number] = publication

    def unlink(self, ids: Collection[str]) -> None:
        self.links = {place: at for place, at in self.links.items() if at.response_id not in ids}

    def publication(self, key: SurveyKey, number: int | None = None) -> Publication | None:
        return self.numbered.get((key, self.newest(key) if number is None else number))

    def numbers(self, team_id: str, slug: str | None, limit: int) -> list[Listed]:
        mine = [each for each in self.numbered.values() if each.key.team_id == team_id]
        found = sorted(mine, key=lambda each: (each.published_at, each.number), reverse=True)
        return [_listed(each) for each in found if slug in (None, each.key.slug)][:limit]


@dataclass
class MemorySources:
    """The port Sources over the responses that hold."""

    held: dict[str, ResponseCoded] = field(default_factory=dict)

    def span(self, key: SurveyKey) -> Span:
        times = sorted(each.received_at for each in self._mine(key))
        return Span(times[0], times[-1]) if times else Span(None, None)

    def models(self, key: SurveyKey) -> tuple[str, ...]:
        return tuple(sorted({answer.model for each in self._mine(key) for answer in each.answers if answer.model}))

    def _mine(self, key: SurveyKey) -> list[ResponseCoded]:
        return [each for each in self.held.values() if key == (each.team_id, each.survey)]


def _listed(publication: Publication) -> Listed:
    told = publication.document
    return Listed(
        publication.key,
        publication.number,
        told["title"],
        told["note"],
        told["reason"],
        told["responses"],
        publication.published_at,
        publication.changed_at,
    )
