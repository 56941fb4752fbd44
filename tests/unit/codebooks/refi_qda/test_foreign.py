"""Codebooks of other programs come in sensibly; what is no codebook is told by file, line and rule."""

from pathlib import Path

import pytest
from pyrefiqda import RefiCodebook
from pyrefiqda.models import CodeBook, CodebookCodesType, CodebookCodeType

from shared.codebooks.codebook import Codebook
from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.loading import builtin_codebook
from shared.codebooks.refi_qda.exporting import to_qdc
from shared.codebooks.refi_qda.importing import load_qdc
from shared.codebooks.refi_qda.naming import id_from

START = '<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Somebody 1.0">\n'


def imported(tmp_path: Path, codes: str, sets: str = "") -> Codebook:
    path = tmp_path / "Ward talk 2026.qdc"
    path.write_text(f"{START}<Codes>\n{codes}\n</Codes>{sets}</CodeBook>", encoding="utf-8")
    return load_qdc(path)


def outline(codebook: Codebook) -> dict[str, dict[str, str]]:
    return {theme.id: {code.id: code.title["en"] for code in theme.codes} for theme in codebook.themes}


def test_deep_codes_keep_what_they_lay_in_and_headings_are_no_codes(tmp_path: Path) -> None:
    codebook = imported(
        tmp_path,
        """<Code name="Staff" isCodable="false">
             <Code name="Pay" isCodable="true"/>
             <Code name="Agency" isCodable="false"><Code name="Cost" isCodable="true">
               <Description>What agency nurses cost.</Description><Code name="At night" isCodable="1"/></Code></Code>
           </Code>
           <Code name="Empty heading" isCodable="false"/>""",
    )
    assert (codebook.id, codebook.version, codebook.title) == ("ward_talk_2026", 1, {"en": "Ward talk 2026"})
    assert outline(codebook) == {
        "staff": {"pay": "Pay", "cost": "Agency / Cost", "at_night": "Agency / Cost / At night"}
    }
    pay, cost, _ = codebook.codes()
    assert (pay.include, cost.include) == ({"en": "Pay"}, {"en": "What agency nurses cost."})
    assert codebook.themes[0].definition == {"en": "Staff"}


def test_a_top_level_that_can_be_given_itself_has_a_code_too(tmp_path: Path) -> None:
    codebook = imported(tmp_path, '<Code name="Food"><Code name="Lunch" isCodable="true"/></Code>')
    assert outline(codebook) == {"food": {"food_in_general": "Food (in general)", "lunch": "Lunch"}}


def test_codes_that_stand_alone_are_gathered_by_their_set_or_together(tmp_path: Path) -> None:
    codes = "".join(
        f'<Code guid="{{{n * 8}-0000-0000-0000-000000000000}}" name="c{n}" isCodable="true"/>' for n in "abc"
    )
    members = "".join(f'<MemberCode guid="{n * 8}-0000-0000-0000-000000000000"/>' for n in "AB")
    sets = f'<Sets><Set guid="x" name="First two">{members}</Set><Set guid="y" name="Nothing"/></Sets>'
    assert outline(imported(tmp_path, codes, sets)) == {"first_two": {"ca": "ca", "cb": "cb"}, "codes": {"cc": "cc"}}


def test_ids_are_made_from_names_and_differ(tmp_path: Path) -> None:
    names = ["Tŷ", "ty", "9 to 5", "时间", "Don't know", "codes"]
    codebook = imported(tmp_path, "".join(f'<Code name="{name}" isCodable="true"/>' for name in names))
    assert codebook.code_ids == ("ty", "ty_2", "code_9_to_5", "code", "dont_know", "codes_2")
    assert [code.title["en"] for code in codebook.codes()] == names
    assert id_from("x" * 100, "code") == "x" * 60


def test_what_an_independent_writer_makes_is_read(tmp_path: Path) -> None:
    guid = "00000000-0000-0000-0000-00000000000{}"
    leaf = CodebookCodeType(guid=guid.format(1), name="Rota & leave", is_codable=True, description="Who works <when>.")
    top = CodebookCodeType(guid=guid.format(2), name="Time", is_codable=False, code=[leaf])
    RefiCodebook.save(CodeBook(codes=CodebookCodesType(code=[top])), tmp_path / "theirs.qdc")
    codebook = load_qdc(tmp_path / "theirs.qdc")
    assert outline(codebook) == {"time": {"rota_leave": "Rota & leave"}}
    assert next(codebook.codes()).include == {"en": "Who works <when>."}


def test_what_was_changed_in_another_program_comes_back_changed(tmp_path: Path) -> None:
    text = to_qdc(builtin_codebook("improvement")).decode()
    text = text.replace('name="Resources"', 'name="Means"').replace("&#10;", "&#13;&#10;")
    text = text.replace("Kind: code\nId: resources\n", "added by hand\nKind: code\nId: resources\n")
    path = tmp_path / "changed.qdc"
    path.write_text(text, encoding="utf-8")
    changed = {code.id: code for code in load_qdc(path).codes()}["resources"]
    assert changed.title == {"en": "Means", "cy": "Adnoddau"}
    assert changed.include["en"].startswith("Funding, staffing")
    assert changed.include["en"].endswith("\nadded by hand")


def test_a_copy_of_our_code_gets_an_id_of_its_own(tmp_path: Path) -> None:
    described = "<Description>Kind: code\nId: money\nInclude (en): Cash.</Description>"
    code = '<Code name="{}" isCodable="true">' + described + "</Code>"
    codebook = imported(tmp_path, code.format("Money") + code.format("More money"))
    assert codebook.code_ids == ("money", "more_money")


CODE = '<Codes><Code name="a" isCodable="true"/></Codes></CodeBook>'


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        (START + "<Codes>", 3, "not well-formed XML: no element found"),
        (START + CODE.replace("<Codes>", "<Codes>&eacute;"), 3, "undefined entity"),
        ('<?xml version="1.0"?>\n<!DOCTYPE CodeBook [<!ENTITY a "b">]>\n<CodeBook/>', 2, "document type (DTD)"),
        ('<!DOCTYPE CodeBook SYSTEM "file:///etc/hosts">\n<CodeBook/>', 1, "document type (DTD)"),
        ("<CodeBook>" + CODE, 1, "must be a CodeBook in the namespace urn:QDA-XML:codebook:1.0, but is 'CodeBook'"),
        (START + "<Codes/></CodeBook>", 2, "must hold at least one code"),
        (START + CODE.replace(' name="a"', ""), 3, "name must be a text"),
        (START + CODE.replace('"true"', '"perhaps"'), 3, "isCodable 'perhaps' must be true or false"),
        (START + CODE.replace("true", "false"), 2, "themes must be a list with at least one entry"),
        (START + "<Codes>" + '<Code name="a">\n' * 60, 51, "more than 50 elements deep"),
        (START.replace("utf-8", "utf-99") + CODE, 1, "cannot be decoded"),
        (
            START + CODE.replace("/>", "><Description>Kind: code\nId: Not an id</Description></Code>"),
            3,
            "id 'Not an id'",
        ),
    ],
)
def test_what_is_wrong_is_told_by_file_line_and_rule(tmp_path: Path, content: str, line: int, rule: str) -> None:
    path = tmp_path / "wrong.qdc"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidCodebook) as caught:
        load_qdc(path)
    assert str(caught.value).startswith(f"wrong.qdc, line {line}: "), str(caught.value)
    assert rule in str(caught.value)


def test_a_file_that_is_absent_or_too_large_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidCodebook, match=r"absent\.qdc.*cannot be read"):
        load_qdc(tmp_path / "absent.qdc")
    (tmp_path / "large.qdc").write_bytes(b" " * 5_000_001)
    with pytest.raises(InvalidCodebook, match=r"large\.qdc.*5,000,000 bytes"):
        load_qdc(tmp_path / "large.qdc")
