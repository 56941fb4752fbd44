"""The table of `make bench` can be read, and a name that is unknown is refused."""

import json

import pytest

from tests.benchmarks.__main__ import MEASURES, read_arguments
from tests.benchmarks.rows import Aim, Floor, Row, Runs, table

FAST = Row(
    "durable intake",
    Runs((900.0, 1200.0, 1000.0)),
    "/s",
    Floor("empty route", Runs((2000.0,))),
    Aim(0.35, of_ratio=True),
)
SLOW = Row("201 → visible", Runs((1500.0,)), "ms", aim=Aim(1000, above=False))


def test_a_row_shows_median_spread_floor_ratio_and_verdict() -> None:
    _, _, fast, slow = table([FAST, SLOW])
    assert fast.split("  ")[0] == "durable intake"
    for cell in ("1,000 /s", "900–1,200", "2,000 /s: empty route", "0.50", "ratio ≥ 0.35", "met"):
        assert cell in fast
    assert slow.split()[-1] == "MISSED"


def test_columns_stand_below_each_other() -> None:
    heading, rule, fast, _ = table([FAST, SLOW])
    assert heading.index("figure") == fast.index("1,000 /s")
    assert set(rule) == {"─", " "}


def test_every_run_is_told_to_programs() -> None:
    told = json.loads(json.dumps(FAST.as_json()))
    assert (told["median"], told["ratio"], told["met"]) == (1000, 0.5, True)
    assert told["runs"]["values"] == [900, 1200, 1000]


def test_only_what_was_named_is_measured() -> None:
    assert read_arguments([]).only is None
    assert read_arguments(["--only", "relay", "--only", "intake"]).only == ["relay", "intake"]


def test_an_unknown_name_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_arguments(["--only", "everything"])
    told = capsys.readouterr().err
    assert all(name in told for name in MEASURES)
