"""What is told of an answer beside its codes."""

from services.analysis.engine.noticing import notice
from shared.contracts.coded_answers import PersonalMark


def test_tone_and_personal_marks_are_noticed_together():
    noticed = notice("Dr Huw Parry was wonderful, I loved the day.")
    assert noticed.tone == "positive"
    assert PersonalMark(start=3, end=12, kind="name") in noticed.personal


def test_a_welsh_answer_has_no_tone():
    assert notice("Roedd yn ddiwrnod gwych a dysgais lawer gan bobl eraill.").tone == ""


def test_plain_words_bear_no_marks():
    assert notice("We need more time to think.").personal == ()
