"""What stored responses add to the counts, read from their rows again: what is taken back is what was added."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from services.reports.adapters import tables
from services.reports.adapters.codes import codes_read
from services.reports.domain.aspects import Noticed, Noticing, hour_of
from services.reports.domain.attributes import groups_of
from services.reports.domain.chances import Chances
from services.reports.domain.counts import CodeAt, Footprint
from services.reports.domain.surveys import SurveyKey

About = Callable[..., Iterator[Any]]
"""Reads the given columns of the rows about some responses."""


def read_footprints(ids: Collection[str], about: About) -> list[Footprint]:
    """What each of these adds to the counts."""
    answers = _answers(ids, about)
    coded: dict[str, set[CodeAt]] = defaultdict(set)
    coding = tables.codings.c
    for row in about(ids, coding.response_id, coding.question, coding.theme, coding.code):
        coded[row.response_id].add(CodeAt(row.question, row.theme, row.code))
    return [
        _footprint(row, answers.get(row.response_id, {}), frozenset(coded[row.response_id]))
        for row in about(ids, *tables.responses.c)
    ]


def _answers(ids: Collection[str], about: About) -> Mapping[str, Mapping[str, Any]]:
    """The rows of their answers with words, by response and question."""
    answer = tables.answers.c
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    said = (answer.text, answer.chances, answer.foreseen, answer.facets, answer.tone)
    for row in about(ids, answer.response_id, answer.question, *said):
        if row.text.strip():
            found[row.response_id][row.question] = row
    return found


def _footprint(row: Any, answers: Mapping[str, Any], coded: frozenset[CodeAt]) -> Footprint:
    counted = {asked: said for asked, said in answers.items() if said.chances is not None}
    noticed = {asked: Noticed(tuple(sorted(set(said.facets))), said.tone) for asked, said in counted.items()}
    return Footprint(
        survey=SurveyKey(row.team_id, row.survey),
        language=row.language,
        answered=frozenset(answers),
        coded=coded,
        groups=groups_of(row.language, dict(sorted(row.attributes.items()))),
        chances={asked: _chances(said.chances) for asked, said in counted.items()},
        foreseen={asked: _chances(said.foreseen) for asked, said in answers.items() if said.foreseen is not None},
        noticing=Noticing(noticed, hour_of(row.received_at)),
    )


def _chances(written: Any) -> Chances:
    return dict(sorted(codes_read(written).items()))
