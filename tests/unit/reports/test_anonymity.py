"""Whatever people are like, no row of a file stands for fewer than a group may have."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from services.reports.findings.anonymity import untold
from shared.contracts.exported_table import HIDDEN

COLUMNS = ("day", "site", "role", "language")
_VALUES = st.sampled_from(["", "a", "b", "c", "d"])
_ROWS = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, _VALUES)), max_size=60)


@given(_ROWS, st.integers(min_value=1, max_value=8))
def test_each_row_is_like_others_enough_or_tells_nothing(rows: list[dict[str, str]], smallest: int) -> None:
    told = untold(rows, COLUMNS, smallest)
    assert len(told) == len(rows)
    alike = Counter(tuple(row.values()) for row in told)
    nothing = (HIDDEN,) * len(COLUMNS)
    assert all(n >= smallest for values, n in alike.items() if values != nothing)
    assert alike[nothing] in (0, len(rows)) or alike[nothing] >= smallest


@given(_ROWS, st.integers(min_value=1, max_value=8))
def test_nothing_is_told_that_nobody_said(rows: list[dict[str, str]], smallest: int) -> None:
    for row, said in zip(untold(rows, COLUMNS, smallest), rows, strict=True):
        assert tuple(row) == COLUMNS
        assert all(value in (HIDDEN, said.get(column, "")) for column, value in row.items())


def test_rare_values_and_rare_combinations_are_left_out_and_the_rest_stays() -> None:
    crowd = [{"role": "nurse", "site": "Bangor"}] * 10 + [{"role": "doctor", "site": "Bangor"}] * 6
    odd = [{"role": "nurse", "site": "Wrexham"}] * 6 + [{"role": "doctor", "site": "Wrexham"}] * 2
    told = untold([*crowd, *odd], ("site", "role"), 5)
    nothing = {"site": HIDDEN, "role": HIDDEN}
    assert told[16:] == [*odd[:6], nothing, nothing]
    # Two who tell nothing would be a small group: three of the largest stand with them, and seven of it stay.
    assert told[:16] == [nothing] * 3 + crowd[3:16]


def test_few_people_are_told_apart_by_nothing() -> None:
    assert untold([{"role": "nurse"}, {"role": "doctor"}], ("role",), 5) == [{"role": HIDDEN}] * 2
    assert untold([], ("role",), 5) == []
    assert untold([{}, {}], (), 5) == [{}, {}]


def test_those_who_tell_nothing_are_no_small_group_either() -> None:
    rows = [{"role": "nurse"}] * 7 + [{"role": "doctor"}] * 5 + [{"role": "midwife"}] * 2
    told = [row["role"] for row in untold(rows, ("role",), 5)]
    assert Counter(told) == {"nurse": 7, HIDDEN: 7}
