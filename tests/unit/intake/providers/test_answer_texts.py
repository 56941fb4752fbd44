"""One text for an answer, whatever a tool sends."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.providers.answer_texts import as_text, matrix
from services.intake.providers.json_reading import Json, read_json
from services.intake.providers.times import from_milliseconds, moment


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ([], ""),
        ({}, ""),
        ("  Plîs \n", "Plîs"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (Decimal("9.0"), "9"),
        (Decimal("9.50"), "9.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        ("9.50", "9.50"),
        (["Phone", None, "", "By post"], "Phone; By post"),
        ({"Food": "Good", "Parking": None, "Staff": ["Kind", "Busy"]}, "Food: Good; Staff: Kind; Staff: Busy"),
        ({"first": "Ann", "middle": "", "last": "Jones", "prefix": "Dr"}, "Dr Ann Jones"),
        ({"title": "Dr", "first_name": "Ann", "last_name": "Jones"}, "Dr Ann Jones"),
        ({"city": "Bangor", "line1": "1 Stryd Fawr", "postal": "LL57", "country": ""}, "1 Stryd Fawr, Bangor, LL57"),
        ({"id": 4, "label": "Phone"}, "Phone"),
        (
            [{"url": "https://example.org/a", "name": "a.png"}, {"url": "", "filename": "b.png"}],
            "https://example.org/a; b.png",
        ),
    ],
)
def test_every_kind_of_value(value: Json, text: str) -> None:
    assert as_text(value) == text


def test_a_row_without_a_column_is_not_told() -> None:
    assert matrix([("Food", "Good"), ("Parking", "")]) == "Food: Good"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_value_and_has_no_exponent(number: float) -> None:
    text = as_text(read_json(repr(number)))
    assert float(text) == number
    assert "E" not in text.upper()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-02T09:35:31Z", datetime(2026, 3, 2, 9, 35, 31, tzinfo=UTC)),
        ("2026-03-02T09:35:31.182613+01:00", datetime(2026, 3, 2, 8, 35, 31, 182613, tzinfo=UTC)),
        ("2026-03-02 09:35:31", datetime(2026, 3, 2, 9, 35, 31, tzinfo=UTC)),
        ("3/2/2026 9:35:31 AM", datetime(2026, 3, 2, 9, 35, 31, tzinfo=UTC)),
        ("soon", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        (17, None),
        (None, None),
    ],
)
def test_moments_as_tools_write_them(written: Json, meant: datetime | None) -> None:
    assert moment(written) == meant


def test_moments_in_milliseconds() -> None:
    assert from_milliseconds("1772444131000") == datetime(2026, 3, 2, 9, 35, 31, tzinfo=UTC)
    assert from_milliseconds(1772444131000) == datetime(2026, 3, 2, 9, 35, 31, tzinfo=UTC)
    for nonsense in ("", "-5", "1e3", "9" * 15, "٣", None, True, [1]):
        assert from_milliseconds(nonsense) is None
