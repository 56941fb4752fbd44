"""Exports as people really have them: a stray character, options as columns, own words beside a list."""

from pathlib import Path

import pytest

from services.cli.parse_import import ParsedFile, parse_export
from tests.support.providers.told import read


def parsed(tmp_path: Path, content: str | bytes) -> ParsedFile:
    path = tmp_path / "export.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return parse_export(path)


def answers(file: ParsedFile) -> list[list[tuple[str, str]]]:
    return [[(answer.ref, answer.answer) for answer in response.answers] for response in file.responses]


@pytest.mark.parametrize("at", [0, 1])
def test_a_stray_nul_makes_no_other_encoding_of_a_file(tmp_path, at) -> None:
    text = b"Submission ID,Respondent ID,Submitted at,Beth nesaf?\n1,p,2026-03-02 09:35:31,"
    content = text + b"x" * ((len(text) + at) % 2) + b"\x00mwy\n2,p,2026-03-02 09:35:31,llai\n"
    file = parsed(tmp_path, content)
    assert (file.preset, [response.id for response in file.responses]) == ("tally", ["1", "2"])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros_in_any_script(tmp_path, encoding) -> None:
    text = "الرقم;ما رأيك في الخدمة التي حصلت عليها\nواحد;مزيد من الموظفين من فضلكم ولا شيء غير ذلك\n"
    [[_, (_, said)]] = answers(parsed(tmp_path, text.encode(encoding)))
    assert said == "مزيد من الموظفين من فضلكم ولا شيء غير ذلك"


def test_own_words_behind_columns_of_options_are_no_option(tmp_path) -> None:
    file = parsed(
        tmp_path,
        "#,Beth nesaf?,Phone,Web,Other,Rate,Other,Start Date (UTC),Submit Date (UTC),Network ID\n"
        "tok1,x,Phone,,pigeon,Good,,2026-03-02 09:30:00,2026-03-02 09:35:31,n\n"
        "tok2,x,,,owl,,my own,2026-03-02 09:30:00,2026-03-02 09:35:31,n\n",
    )
    assert answers(file) == [
        [("Beth nesaf?", "x"), ("Phone", "Phone"), ("Other", "pigeon"), ("Rate", "Good")],
        [("Beth nesaf?", "x"), ("Other", "owl"), ("Rate", "my own")],
    ]


def test_own_words_of_everybody_stay_with_their_question(tmp_path) -> None:
    heading = "#,Beth nesaf?,Pa rai?,Other,Start Date (UTC),Submit Date (UTC),Network ID\n"
    file = parsed(tmp_path, heading + "tok1,x,,pigeon,2026-03-02 09:30:00,2026-03-02 09:35:31,n\n")
    assert answers(file) == [[("Beth nesaf?", "x"), ("Pa rai?", "pigeon")]]


@pytest.mark.parametrize("is_vv", [False, True])
def test_own_words_beside_a_list_are_told_as_the_webhook_tells_them(tmp_path, is_vv) -> None:
    rows = [
        ["id", "submitdate", "lastpage", "startlanguage", "Q3", "Q3_other" if is_vv else "Q3[other]", "Q4"],
        ["17", "2026-03-02 09:35:31", "2", "cy", "-oth-", "geiriau", "-oth-"],
        ["18", "2026-03-02 09:35:31", "2", "cy", "A1", "", ""],
        ["19", "2026-03-02 09:35:31", "2", "cy", "-oth-", "", ""],
    ]
    lines = ["\t".join(row) if is_vv else ",".join(f'"{cell}"' for cell in row) for row in rows]
    file = parsed(tmp_path, "\n".join([lines[0], *lines] if is_vv else lines))
    told = [[("Q3[other]", "geiriau"), ("Q4", "-oth-")], [("Q3", "A1")], [("Q3", "-oth-")]]
    assert answers(file) == told
    body = b'{"survey":1,"respondId":17,"response":{"id":17,"Q3":"-oth-","Q3[other]":"geiriau","Q4":"-oth-"}}'
    [response] = read("limesurvey", body).responses
    assert [(answer.ref, answer.answer) for answer in response.answers] == told[0]


def test_a_sheet_in_arabic_is_known(tmp_path) -> None:
    file = parsed(tmp_path, "الطابع الزمني,ما رأيك؟\n02/03/2026 09:35:31,جيد\n")
    assert (file.preset, answers(file)) == ("google-forms", [[("ما رأيك؟", "جيد")]])


def test_a_heading_holds_nothing_that_a_database_cannot_keep(tmp_path) -> None:
    file = parsed(tmp_path, "Submission ID,Respondent ID,Submitted at,Beth\0 nesaf?\n1,p,2026-03-02 09:35:31,mwy\n")
    assert answers(file) == [[("Beth nesaf?", "mwy")]]


@pytest.mark.parametrize(
    ("headings", "month"),
    [("ID,Start time,Completion time,Email,Name", 2), ("ID,Amser dechrau,Amser cwblhau,E-bost,Enw", 3)],
)
def test_whoever_exports_in_another_language_than_english_writes_the_day_first(tmp_path, headings, month) -> None:
    file = parsed(tmp_path, f"{headings},Beth?\n1,02/03/2026 09:30:00,02/03/2026 09:35:31,anonymous,,Mwy\n")
    [response] = file.responses
    assert (file.preset, response.submitted_at.month) == ("microsoft-forms", month)
