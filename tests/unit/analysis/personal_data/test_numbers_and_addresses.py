"""Numbers and addresses that lead to somebody are found in the forms that people write; figures are left alone."""

import pytest

from services.analysis.engine.personal_data.finding import personal_data

FOUND = [
    ("email", "write to sian@nhs.wales.", ["sian@nhs.wales"]),
    ("email", "Siân.Jones+qi@wales.nhs.uk, or tŷ@tŷ.cymru", ["Siân.Jones+qi@wales.nhs.uk", "tŷ@tŷ.cymru"]),
    ("email", "sian (at) nhs.net", ["sian (at) nhs.net"]),
    ("phone", "ffoniwch 029 2074 2760 neu 01248 351 151", ["029 2074 2760", "01248 351 151"]),
    ("phone", "07700 900 123 (symudol)", ["07700 900 123"]),
    ("phone", "mobile 07700-900-123", ["07700-900-123"]),
    ("phone", "0 7 7 0 0 9 0 0 1 2 3", ["0 7 7 0 0 9 0 0 1 2 3"]),
    ("phone", "07700 900123 07700 900124", ["07700 900123", "07700 900124"]),
    ("phone", "07700 900123/029 2074 2760", ["07700 900123", "029 2074 2760"]),
    ("phone", "+44 7700 900123, +44 (0)29 2074 2760", ["+44 7700 900123", "+44 (0)29 2074 2760"]),
    ("phone", "0044 7911 123456 or +353 1 679 0832", ["0044 7911 123456", "+353 1 679 0832"]),
    ("phone", "(01792) 205678 ext 12", ["(01792) 205678 ext 12"]),
    ("phone", "01792\u00a0205678", ["01792\u00a0205678"]),
    ("phone", "0300 123 4567, Childline 0800 1111", ["0300 123 4567", "0800 1111"]),
    ("postcode", "SA2 8QA, sy23 3ah and CF104AT", ["SA2 8QA", "sy23 3ah", "CF104AT"]),
    ("postcode", "W1A 1AA; EC1A 1BB; M1 1AE; GIR 0AA", ["W1A 1AA", "EC1A 1BB", "M1 1AE", "GIR 0AA"]),
    ("nhs_number", "943 476 5919", ["943 476 5919"]),
    ("nhs_number", "rhif GIG 9434765919!", ["9434765919"]),
    ("nhs_number", "NHS no. 943-476-5919", ["943-476-5919"]),
    ("nhs_number", "CHI 010101 0000 is 0101010000", []),
    ("date_of_birth", "DOB 3/4/62", ["3/4/62"]),
    ("date_of_birth", "d.o.b.: 03.04.1962", ["03.04.1962"]),
    ("date_of_birth", "date of birth is 1962-04-03", ["1962-04-03"]),
    ("date_of_birth", "I was born on the 3rd of April 1962 in Bala", ["3rd of April 1962"]),
    ("date_of_birth", "born April 3, 1962", ["April 3, 1962"]),
    ("date_of_birth", "ganwyd 3.4.62", ["3.4.62"]),
    ("date_of_birth", "Ganwyd fi ar 3 Ebrill 1962", ["3 Ebrill 1962"]),
    ("date_of_birth", "fy nyddiad geni yw 3ydd o Fawrth 1962", ["3ydd o Fawrth 1962"]),
]
NOTHING = [
    "",
    "@cymru a@b 50@£3 me@home",
    "a budget of 250,000 in 2024-2025, or £1,250,000, up 12.5% (0.0792205678)",
    "on 10/12/2024, 01.02.2024 12.30 and 2024-03-01T09:30:00",
    "from 09:30 to 17:00, rooms 0123 and 0124, band 6",
    "call 111, 999 or 2222; ward 10; p<0.05; 1 2 3 4 5 6 7 8 9",
    "order 0123456789012345, reference 00012345678, 07700 900 1234",
    "1234567890 and 943 476 5918 and 1943 476 5919",
    "PDSA2 4AB, ZZ1 1AA, SA2 8QI, XSA2 8QA1, SA2, q4 2ye",
    "bay b6 4th, level e1 1st",
    "born in a barn on 3 April, the idea was born in 2019",
    "3/4/62 and 3 April 1962",
    "\u0660\u0661\u0667\u0669\u0662 \u0662\u0660\u0665\u0666\u0667\u0668",
    "PDSA cycles 1-2-3-4-5-6-7-8-9-10-11",
]


@pytest.mark.parametrize(("kind", "text", "found"), FOUND)
def test_what_leads_to_somebody_is_found(kind: str, text: str, found: list[str]) -> None:
    assert [(each.kind, each.span.of(text)) for each in personal_data(text)] == [(kind, words) for words in found]


@pytest.mark.parametrize("text", NOTHING)
def test_figures_dates_and_lookalikes_are_left_alone(text: str) -> None:
    assert [(each.kind, each.span.of(text)) for each in personal_data(text)] == []


def test_a_number_that_begins_with_0_is_an_nhs_number_only_where_it_is_called_one() -> None:
    number = "0101230001"
    assert [each.kind for each in personal_data(f"my CHI number is {number}")] == ["nhs_number"]
    assert "nhs_number" not in {each.kind for each in personal_data(f"ring {number}")}


def test_the_more_specific_kind_wins() -> None:
    text = "Dr 9434765919@nhs.net, born 03.04.1962 07700 900123"
    assert [each.kind for each in personal_data(text)] == ["email", "date_of_birth", "phone"]
