"""Looking through words in SQL, alike on SQLite and PostgreSQL: its cost grows with the answers of the survey."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, case, func, select, tuple_

from services.reports.adapters import tables
from services.reports.adapters.aspect_tables import spoken_answers
from services.reports.adapters.filter_clauses import attribute_of, clauses_of, joined, traits_of
from services.reports.adapters.review_tables import decisions
from services.reports.domain.chances import Code
from services.reports.domain.crossing import Cell, Crossed, Matched
from services.reports.domain.filters import AnswerFound, CodingFound, Filter
from services.reports.domain.quotes import Place
from services.reports.domain.spoken import places_of
from shared.database.engine import Database

_SPOKEN = spoken_answers.c
_WELSH = "cy"


class SqlFinder:
    """Implements the port Finder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answers(self, wanted: Filter, before: Place | None, limit: int) -> list[AnswerFound]:
        """The coded answers that are as the filter wants them, newest first, older than `before`."""
        answer = tables.answers.c
        whole = joined(select(*_SPOKEN, answer.text, answer.facets, answer.tone), wanted, with_answers=True)
        found = whole.where(*clauses_of(wanted))
        if before is not None:
            found = found.where(tuple_(_SPOKEN.received_at, _SPOKEN.id) < tuple_(*before))
        with self._database.read() as connection:
            newest = found.order_by(_SPOKEN.received_at.desc(), _SPOKEN.id.desc()).limit(limit)
            rows = connection.execute(newest).all()
            places = [(row.response_id, row.question) for row in rows]
            codings = _codings(connection.execute(_codings_at(places)).all()) if places else {}
        return [_found(row, codings.get((row.response_id, row.question), []), wanted) for row in rows]

    def matched(self, wanted: Filter, total: int) -> Matched:
        """Of all responses, `total`, how many have such an answer, and how many of those bear each code in it."""
        coding = tables.codings.c
        same = (coding.response_id == _SPOKEN.response_id) & (coding.question == _SPOKEN.question)
        people = _people(wanted)
        each = joined(select(coding.theme, coding.code, people), wanted).join(tables.codings, same)
        mine = clauses_of(wanted)
        with self._database.read() as connection:
            n = connection.execute(joined(select(people), wanted).where(*mine)).scalar_one()
            rows = connection.execute(each.where(*mine).group_by(coding.theme, coding.code)).all()
        return Matched(n, total, {Code(row.theme, row.code): row.people for row in rows})

    def crossed(self, wanted: Filter) -> Crossed:
        """The coded answers to the filter's question by the attributes it names and the traits it asks for."""
        coding = tables.codings.c
        who = [attribute_of(group.attribute).label(f"who{place}") for place, group in enumerate(wanted.who)]
        traits = [case((trait, 1), else_=0).label(f"trait{place}") for place, trait in enumerate(traits_of(wanted))]
        by = [each.name for each in (*who, *traits)]
        base = Filter(wanted.survey, question=wanted.question)
        sizes = joined(select(*who, *traits, func.count().label("n")), wanted).where(*clauses_of(base)).group_by(*by)
        same = (coding.response_id == _SPOKEN.response_id) & (coding.question == _SPOKEN.question)
        lines = joined(select(*who, *traits, coding.theme, coding.code, func.count().label("n")), wanted)
        each = lines.join(tables.codings, same).where(*clauses_of(base)).group_by(*by, coding.theme, coding.code)
        sizes_found: Counter[Cell] = Counter()
        codes: dict[Code, Counter[Cell]] = defaultdict(Counter)
        with self._database.read() as connection:
            for row in connection.execute(sizes):
                sizes_found[_cell(row, len(who))] = row.n
            for row in connection.execute(each):
                codes[Code(row.theme, row.code)][_cell(row, len(who))] = row.n
        return Crossed(sizes_found, codes)


def _people(wanted: Filter) -> Any:
    """How many responses: each has one answer to a question at most, and only over several must they be told apart."""
    counted = func.count() if wanted.question else func.count(_SPOKEN.response_id.distinct())
    return counted.label("people")


def _cell(row: Any, attributes: int) -> Cell:
    values = tuple(getattr(row, f"who{place}") for place in range(attributes))
    traits = tuple(bool(each) for name, each in row._mapping.items() if name.startswith("trait"))
    return Cell(values, traits)


def _codings_at(places: Sequence[tuple[str, str]]) -> Select[Any]:
    """All codings of these answers, with the name of whoever decided about them."""
    coding, decided = tables.codings.c, decisions.c
    who = and_(decided.response_id == coding.response_id, decided.question == coding.question)
    found = select(tables.codings, decided.reviewer_name).outerjoin(decisions, who)
    return found.where(tuple_(coding.response_id, coding.question).in_(places)).order_by(coding.confidence.desc())


def _codings(rows: Sequence[Any]) -> Mapping[tuple[str, str], list[CodingFound]]:
    found: dict[tuple[str, str], list[CodingFound]] = defaultdict(list)
    for row in rows:
        spans = tuple((start, end) for start, end in row.spans)
        coding = CodingFound(row.code, row.theme, spans, row.confidence, row.coder, row.reviewer_name or "")
        found[row.response_id, row.question].append(coding)
    return found


def _found(row: Any, codings: Sequence[CodingFound], wanted: Filter) -> AnswerFound:
    return AnswerFound(
        place=Place(row.received_at, row.id),
        question=row.question,
        text=row.text,
        language=row.language,
        facets=tuple(row.facets),
        tone=row.tone,
        codings=tuple(codings),
        words=places_of(row.text, wanted.sought, welsh=row.language == _WELSH),
    )
