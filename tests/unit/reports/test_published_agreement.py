"""What a publication tells of the agreement between coders: figures, and nobody's name."""

from datetime import timedelta
from typing import Any

from services.reports.domain.blind import BlindCoding
from services.reports.domain.decisions import AnswerAt, Reviewer, fingerprint
from services.reports.entrypoints.published_agreement import agreement_addition
from shared.contracts.coded_answers import CodingMade
from tests.support.reports.making import NOON
from tests.support.reports.models import JOURNEY

_MADE = (CodingMade(code="resources", theme="conditions", confidence=1.0, spans=((0, 3),)),)
_NO_UNIT: Any = None


def _blind(number: int, theirs: tuple[CodingMade, ...] = ()) -> BlindCoding:
    return BlindCoding(
        survey=JOURNEY,
        at=AnswerAt(f"r{number}", "q_next"),
        reviewer=Reviewer("p1", "Ann Jones"),
        coded_at=NOON + timedelta(minutes=number),
        words=fingerprint("words"),
        codebook="improvement",
        codebook_version=1,
        codings=theirs,
        model="linear-1",
        machine=_MADE if number % 2 else (),
    )


def _told(codings: list[BlindCoding]) -> Any:
    return agreement_addition(lambda _key: codings)(JOURNEY, _NO_UNIT)["agreement"]


def test_nothing_is_told_where_nobody_coded_blind() -> None:
    assert _told([]) is None


def test_too_few_answers_are_said_to_be_too_few() -> None:
    assert _told([_blind(1)]) == {"answers": 1, "people": 1, "least": 30, "enough": False, "codes": []}


def test_enough_answers_give_figures_with_intervals_and_no_names() -> None:
    told = _told([_blind(number, _MADE if number % 2 or number < 8 else ()) for number in range(40)])
    (code,) = told["codes"]
    assert (told["answers"], told["enough"], code["code"]) == (40, True, "resources")
    assert code["low"] < code["alpha"] < code["high"] <= 1
    assert "Ann" not in str(told)
