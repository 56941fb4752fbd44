"""Whether the live report costs more when more people have answered: it should grow with codes, not answers."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

from flask.testing import FlaskClient

from services.reports.application.project import project
from services.reports.config import Settings
from services.reports.main import Reports, build_reports
from shared.codebooks.loading import builtin_codebook
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from tests.benchmarks.rows import Aim, Floor, Row, Runs
from tests.benchmarks.stage import Stage
from tests.support.reports.making import NOON, QUESTIONS, published
from tests.support.reports.web import OpenIdentity

_FEW: Final = 1_000
_MANY: Final = 100_000
_BATCH: Final = 500
_FILL_S: Final = 60
_ROUNDS: Final = 5
_ASKED: Final = 40
_PATH: Final = "/api/v1/reports/journey"
_READ: Final = {"live report": _PATH, "live report by role": f"{_PATH}?by=role"}
_VERSION: Final = builtin_codebook("improvement").version
_ROLES: Final = tuple(f"role {n}" for n in range(10))
_SITES: Final = tuple(f"site {n}" for n in range(30))


def measure(stage: Stage) -> Iterator[Row]:
    """Two read models filled by the real projection, read in turns through the web application."""
    with closing(_reports(stage)) as small, closing(_reports(stage)) as large:
        _fill(small, _FEW)
        many = _fill(large, _MANY)
        clients = {_FEW: _client(small), many: _client(large)}
        times: dict[tuple[str, int], list[float]] = {(name, size): [] for name in _READ for size in clients}
        for _ in range(_ROUNDS):
            for (name, size), taken in times.items():
                taken.append(_milliseconds(clients[size], _READ[name], size))
    aim = Aim(1.5, of_ratio=True, above=False)
    for name in _READ:
        floor = Floor(f"the same with {_FEW:,} responses", Runs(tuple(times[name, _FEW])))
        yield Row(f"{name}, {many:,} responses", Runs(tuple(times[name, many])), "ms", floor, aim)


def _reports(stage: Stage) -> Reports:
    settings = Settings(
        data=stage.folder, database=stage.database(), secret_key="k" * 32, demo_surveys=frozenset({"journey"})
    )
    reports = build_reports(settings)
    reports.migrations.upgrade()
    reports.start()
    return reports


def _fill(reports: Reports, count: int) -> int:
    """Project so many coded responses in batches, or as many as a minute allows; how many."""
    chance, until, done = random.Random(9), time.monotonic() + _FILL_S, 0
    codes = [(theme, code) for code, theme in builtin_codebook("improvement").theme_of_code.items()]
    _project(reports, [published()])
    while done < count and time.monotonic() < until:
        _project(reports, [_coded(done + n, chance, codes) for n in range(_BATCH)])
        done += _BATCH
    return done


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


def _milliseconds(client: FlaskClient, path: str, size: int) -> float:
    """The median time of a full answer."""
    times = []
    for _ in range(_ASKED):
        began = time.perf_counter()
        answer = client.get(path)
        times.append(time.perf_counter() - began)
        assert answer.status_code == 200
        assert answer.json["responses"] == size
    return sorted(times)[_ASKED // 2] * 1000
