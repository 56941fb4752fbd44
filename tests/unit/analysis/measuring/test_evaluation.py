"""An evaluation says of a coder what was put into its mouth."""

from collections.abc import Collection

import pytest

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.engine.measuring.evaluation import Evaluation, evaluate
from services.analysis.engine.measuring.gold import GoldAnswer
from shared.codebooks.codebook import Codebook

# code(s) in the gold, given by the coder, language, facets in the gold (None: nobody looked)
Row = tuple[str, str, str, Collection[str] | None]
ROWS: list[Row] = [
    ("time", "time", "en", {"need"}),
    ("time", "money", "en", None),
    ("", "", "en", {"need"}),
    ("", "courses", "cy", set()),
    ("courses", "courses", "cy", None),
    ("money", "", "cy", None),
]


def coded(codebook: Codebook, given: str, facets: tuple[str, ...]) -> AnswerCoding:
    codings = [Coding(code, codebook.theme_of_code[code], 0.9, (Span(0, 1),)) for code in given.split()]
    chances = {code: 0.9 if code in given.split() else 0.02 for code in codebook.code_ids}
    return AnswerCoding(Answer("words"), "a model", tuple(codings), chances, facets)


def measured(codebook: Codebook, rows: list[Row]) -> Evaluation:
    gold = [
        GoldAnswer(Answer("words"), frozenset(true.split()), None if facets is None else frozenset(facets), language)
        for true, _, language, facets in rows
    ]
    return evaluate(gold, [coded(codebook, given, ("need",)) for _, given, _, _ in rows], codebook)


def test_figures_worked_out_by_hand(small_codebook: Codebook) -> None:
    found = measured(small_codebook, ROWS)
    f1 = {"time": 2 / 3, "money": 0, "courses": 2 / 3}
    assert found.figures == {
        "micro_f1": pytest.approx(2 * 2 / 8),
        "macro_f1": pytest.approx(sum(f1.values()) / 3),
        "samples_f1": pytest.approx(2 / 6),
        "no_code_accuracy": pytest.approx(1 / 2),
        "coded_left_empty": pytest.approx(1 / 4),
        "theme_micro_f1": pytest.approx(2 * 3 / 8),
        "facet_micro_f1": pytest.approx(2 * 2 / 5),
        "share_mae": pytest.approx((abs(0.9 + 5 * 0.02 - 2) + abs(0.9 + 5 * 0.02 - 1) + abs(1.8 + 4 * 0.02 - 1)) / 18),
        "ece": pytest.approx(abs(0.9 - 2 / 4)),
        "ece_confident": pytest.approx(abs(0.9 - 2 / 4)),
    }
    assert {code: figures.f1 for code, figures in found.by_code.items()} == pytest.approx(f1)
    assert {code: figures.n for code, figures in found.by_code.items()} == {"time": 2, "money": 1, "courses": 1}
    assert {name: (figures.micro_f1, figures.n) for name, figures in found.by_language.items()} == {
        "cy": (pytest.approx(2 / 4), 3),
        "en": (pytest.approx(2 / 4), 3),
    }


def test_what_is_measured_by_answer_has_an_interval(small_codebook: Codebook) -> None:
    found = measured(small_codebook, ROWS)
    without = {"share_mae", "ece", "ece_confident"}
    assert set(found.intervals) == set(found.figures) - without | {"by_lang.cy.micro_f1", "by_lang.en.micro_f1"}
    assert all(0 <= low <= high <= 1 for low, high in found.intervals.values())


def test_where_nobody_looked_at_facets_there_is_nothing_to_say(small_codebook: Codebook) -> None:
    found = measured(small_codebook, [(true, given, language, None) for true, given, language, _ in ROWS])
    assert found.figures["facet_micro_f1"] is None
    assert "facet_micro_f1" not in found.intervals


def test_swapped_codes_are_seen(small_codebook: Codebook) -> None:
    swap = {"time": "money", "money": "time", "courses": "courses", "": ""}
    right = measured(small_codebook, [(true, true, language, None) for true, _, language, _ in ROWS])
    wrong = measured(small_codebook, [(true, swap[true], language, None) for true, _, language, _ in ROWS])
    assert (right.figures["micro_f1"], right.figures["theme_micro_f1"]) == (1.0, 1.0)
    assert wrong.figures["micro_f1"] == pytest.approx(2 / 8)
    assert wrong.figures["theme_micro_f1"] == 1.0
