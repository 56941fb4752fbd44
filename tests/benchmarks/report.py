"""Whether the live report costs more when more people have answered: it should grow with codes, not answers."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median, quantiles
from typing import Final

from flask.testing import FlaskClient

from services.cli.serving import set_apart_what_stays
from services.reports.application.project import project
from services.reports.config import Settings
from services.reports.main import Reports, build_reports
from shared.codebooks.loading import builtin_codebook
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from tests.benchmarks.multiplied import multiply
from tests.benchmarks.rows import Aim, Floor, Row, Runs
from tests.benchmarks.stage import Stage
from tests.support.reports.making import NOON, QUESTIONS, published
from tests.support.reports.web import OpenIdentity

_FEW: Final = 1_000
_MANY: Final = 1_000_000
_TIMES: Final = 500
_BATCH: Final = 500
_ROUNDS: Final = 5
_ASKED: Final = 40
_SLOW_ASKED: Final = 2
_PATH: Final = "/api/v1/reports/journey"
_PAGE: Final = "/team/reports/journey"
_READ: Final = {
    "live report": _PATH,
    "live report by role": f"{_PATH}?by=role",
    "page of the live report": _PAGE,
    "page of the live report by role": f"{_PAGE}?by=role",
}
_SOUGHT: Final = {
    "newest answers with a frequent word": f"{_PAGE}/find?words=words",
    "answers with a rare word": f"{_PAGE}/find?words=number+77",
    "answers to a question with a code and a facet": f"{_PAGE}/find?question=q_next&code=resources&facet=need",
    "answers of two attributes combined": f"{_PAGE}/find?question=q_next&who=role:role+1&who=site:site+1",
    "two attributes and a code": f"{_PAGE}/find?question=q_next&code=resources&who=role:role+1&who=site:site+1",
}
"""What grows with the answers: each is told with the time it takes, without a bound."""
_VERSION: Final = builtin_codebook("improvement").version
_FACETS: Final = ("need", "barrier", "success", "plan", "offer")
_TONES: Final = ("", "negative", "neutral", "positive", "mixed")
_ROLES: Final = tuple(f"role {n}" for n in range(10))
_SITES: Final = tuple(f"site {n}" for n in range(30))


def measure(stage: Stage) -> Iterator[Row]:
    """Two read models filled by the real projection, the one then copied many times over, read in turns."""
    with closing(_reports(stage)) as small, closing(_reports(stage)) as large:
        _fill(small, _FEW)
        _fill(large, _MANY // _TIMES)
        multiply(large.database, _TIMES)
        clients = {_FEW: _client(small), _MANY: _client(large)}
        set_apart_what_stays()
        times: dict[tuple[str, int], list[list[float]]] = {(name, size): [] for name in _READ for size in clients}
        for _ in range(_ROUNDS):
            for (name, size), taken in times.items():
                taken.append(_milliseconds(clients[size], _READ[name], _ASKED))
        assert clients[_MANY].get(_PATH).get_json()["responses"] == _MANY
        yield from _rows(times)
        for name, path in _SOUGHT.items():
            yield Row(
                f"{name}, {_MANY:,} responses", Runs(tuple(_milliseconds(clients[_MANY], path, _SLOW_ASKED))), "ms"
            )


def _rows(times: dict[tuple[str, int], list[list[float]]]) -> Iterator[Row]:
    for name in _READ:
        few, many = (Runs(tuple(map(median, times[name, size]))) for size in (_FEW, _MANY))
        floor = Floor(f"the same with {_FEW:,} responses", few)
        yield Row(f"{name}, {_MANY:,} responses", many, "ms", floor, Aim(1.5, of_ratio=True, above=False))
        worst = Runs(tuple(quantiles(taken, n=20)[-1] for taken in times[name, _MANY]))
        yield Row(f"{name}, {_MANY:,} responses, p95", worst, "ms", aim=Aim(100, above=False))


def _reports(stage: Stage) -> Reports:
    settings = Settings(
        data=stage.folder, database=stage.database(), secret_key="k" * 32, demo_surveys=frozenset({"journey"})
    )
    reports = build_reports(settings)
    reports.migrations.upgrade()
    reports.start()
    return reports


def _fill(reports: Reports, count: int) -> None:
    """Project so many coded responses in batches."""
    chance = random.Random(9)
    codes = [(theme, code) for code, theme in builtin_codebook("improvement").theme_of_code.items()]
    _project(reports, [published()])
    for done in range(0, count, _BATCH):
        _project(reports, [_coded(done + n, chance, codes) for n in range(_BATCH)])


def _project(reports: Reports, told: Sequence[object]) -> None:
    with reports.open_unit() as unit:
        project(told, unit=unit, at=NOON)
        unit.commit()


def _coded(number: int, chance: random.Random, codes: Sequence[tuple[str, str]]) -> ResponseCoded:
    """A response with three answers, each with chances of all codes and up to two that were given."""
    answers = tuple(
        AnswerCoded(
            question=question,
            text=f"Words of number {number} under {question}",
            model="linear",
            codebook="improvement",
            codebook_version=_VERSION,
            codings=tuple(
                CodingMade(code=code, theme=theme, confidence=0.8, spans=((0, 5),))
                for theme, code in chance.sample(codes, chance.randint(0, 2))
            ),
            probabilities={code: round(chance.random() ** 4, 4) for _, code in codes},
            facets=tuple(sorted(chance.sample(_FACETS, chance.randint(0, 2)))),
            tone=chance.choice(_TONES),
        )
        for question in QUESTIONS
    )
    return ResponseCoded(
        team_id=DEFAULT_TEAM,
        survey="journey",
        survey_version=1,
        response_id=f"r{number}",
        received_at=NOON,
        language=chance.choice(("en", "en", "en", "cy")),
        revision=1,
        answers=answers,
        attributes={"role": chance.choice(_ROLES), "site": chance.choice(_SITES)},
    )


def _client(reports: Reports) -> FlaskClient:
    return reports.web_app(OpenIdentity()).test_client()


def _milliseconds(client: FlaskClient, path: str, asked: int) -> list[float]:
    """The time of each full answer."""
    times = []
    for _ in range(asked):
        began = time.perf_counter()
        answer = client.get(path)
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200
    return times
