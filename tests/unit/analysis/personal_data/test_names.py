"""Names after a title are found, in English and in Welsh; roles, products and the next sentence are not."""

import pytest

from services.analysis.engine.personal_data.finding import personal_data

FOUND = [
    ("I saw Dr Jones about it", ["Jones"]),
    ("Dr ap Gwilym and Mrs O'Boyle", ["ap Gwilym", "O'Boyle"]),
    ("Dr. van der Berg", ["van der Berg"]),
    ("Mr Van Dijk, Dr Le, Mr de la Cruz", ["Van Dijk", "Le", "de la Cruz"]),
    ("thank Dr. J. P. Smith-Jones!", ["J. P. Smith-Jones"]),
    ("Dr JP Jones, Mr A. Smith and Miss S Rees", ["JP Jones", "A. Smith", "S Rees"]),
    ("did Mrs J get home", ["J"]),
    ("Mr and Mrs Davies's garden", ["Davies"]),
    ("Ms Dr\u00a0Ángel Nu\u0301ñez", ["Ángel Nu\u0301ñez"]),
    ("Dr O’Neill’s ward, Dr d'Angelo, Dr al-Hassan, Mrs McDonald", ["O’Neill", "d'Angelo", "al-Hassan", "McDonald"]),
    ("mrs davies helped, dr Patel too", ["davies", "Patel"]),
    ("DR JONES", ["JONES"]),
    ("Sir Gareth Edwards; Dame Siân; Cllr ab Owain; Councillor Rees", ["Gareth Edwards", "Siân", "ab Owain", "Rees"]),
    ("Nurse Sioned, my sister Mary, Rev T Rees, Mx Lee, Matron Huws", ["Sioned", "Mary", "T Rees", "Lee", "Huws"]),
    ("Professor Evans and Prof. Ŵyn", ["Evans", "Ŵyn"]),
    ("Mrs Jones. The ward", ["Jones"]),
    ("Mr Jones\nThen", ["Jones"]),
    ("yr Athro Gwen Rees a Nyrs Mair", ["Gwen Rees", "Mair"]),
    ("Diolch i Meddyg Huws, Chwaer Ann a'r Parch. T. Llew Jones", ["Huws", "Ann", "T. Llew Jones"]),
    ("Y Parchedig Ann Griffiths, y Fonesig Siân Phillips", ["Ann Griffiths", "Siân Phillips"]),
    ("y Cynghorydd ferch Rhys", ["ferch Rhys"]),
]
NOTHING = [
    "the doctor, a nurse and my sister said so; dr appointments; nurse led clinic",
    "MS Teams, Ms Teams and Mr. Then",
    "Nurse Practitioner, Nurse Specialist, Sister Ward, Prof Development",
    "Meddyg Teulu, Nyrs Arbenigol, symud i Sir Benfro neu Sir Gâr",
    "I saw the Dr. Then I left. A good nurse. Asked nicely",
    "we miss Christmas; yes sir Thursday; Doctor Who; Dr Foster",
    "Nurse QI lead, Dr PDSA, Dr 5, Dr",
    "drive, Drama Club, xdr Jones, Dr-led Team",
    "athro Mathemateg",
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_names_after_titles_are_found(text: str, found: list[str]) -> None:
    assert [(each.kind, each.span.of(text)) for each in personal_data(text)] == [("name", name) for name in found]


@pytest.mark.parametrize("text", NOTHING)
def test_roles_products_and_next_sentences_are_no_names(text: str) -> None:
    assert [each.span.of(text) for each in personal_data(text)] == []
