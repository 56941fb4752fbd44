"""A codebook survives the exchange format, and an independent reader finds in it what we wrote."""

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyrefiqda import RefiCodebook

from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_codebook
from shared.codebooks.refi_qda.exporting import to_qdc
from shared.codebooks.refi_qda.importing import load_qdc
from tests.support.tries import tries
from tests.unit.codebooks.strategies import codebooks

IMPROVEMENT = builtin_codebook("improvement")
GUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")


def again(codebook: Codebook) -> Codebook:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exchanged.qdc"
        path.write_bytes(to_qdc(codebook))
        return load_qdc(path)


@settings(max_examples=tries(30), deadline=None)
@given(codebooks())
def test_any_codebook_comes_back_as_it_was(codebook: Codebook) -> None:
    assert again(codebook) == codebook


def test_the_built_in_codebook_comes_back_as_it_was() -> None:
    assert again(IMPROVEMENT) == IMPROVEMENT
    assert again(IMPROVEMENT).code_ids == IMPROVEMENT.code_ids


@pytest.fixture(scope="module")
def read_by_others(tmp_path_factory: pytest.TempPathFactory) -> RefiCodebook:
    path = tmp_path_factory.mktemp("others") / "improvement.qdc"
    path.write_bytes(to_qdc(IMPROVEMENT))
    return RefiCodebook.load(path)


def test_an_independent_reader_finds_themes_with_their_codes_below(read_by_others: RefiCodebook) -> None:
    *themes, facets = read_by_others.codes.code
    assert [theme.name for theme in themes] == [theme.title["en"] for theme in IMPROVEMENT.themes]
    below = [code.name for theme in themes for code in theme.code]
    assert below == [code.title["en"] for code in IMPROVEMENT.codes()]
    assert [facet.name for facet in facets.code] == ["Need", "Barrier", "Success", "Plan", "Offer"]


def test_an_independent_reader_finds_what_can_be_given_its_rule_and_its_colour(read_by_others: RefiCodebook) -> None:
    theme = read_by_others.codes.code[0]
    code = theme.code[0]
    assert (theme.is_codable, code.is_codable) == (False, True)
    assert theme.color == code.color
    assert re.fullmatch("#[0-9A-F]{6}", code.color or "")
    assert "Include (en): Protected time, headspace" in (code.description or "")
    assert "Example (cy): dim amser i feddwl" in (code.description or "")


def test_guids_are_well_formed_differ_and_the_set_names_them_all(read_by_others: RefiCodebook) -> None:
    everything = [code for top in read_by_others.codes.code for code in (top, *top.code)]
    guids = [code.guid for code in everything]
    assert all(GUID.fullmatch(guid) for guid in guids)
    (held,) = read_by_others.sets.set
    assert held.name == "Improvement journeys"
    assert [member.guid for member in held.member_code] == guids
    assert len({*guids, held.guid}) == len(guids) + 1 == 3 + 18 + 1 + 5 + 1


def test_a_guid_stays_when_version_and_words_change_and_differs_between_codebooks() -> None:
    newer = replace(IMPROVEMENT, version=3, title={"en": "Other"})
    guids, newer_guids, others = (
        set(re.findall(r'guid="(.*?)"', to_qdc(each).decode()))
        for each in (IMPROVEMENT, newer, replace(IMPROVEMENT, id="other"))
    )
    assert guids == newer_guids
    assert not guids & others


def test_the_same_codebook_gives_the_same_bytes() -> None:
    assert to_qdc(IMPROVEMENT) == to_qdc(builtin_codebook("improvement"))
