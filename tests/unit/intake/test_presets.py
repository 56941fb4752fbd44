"""Each tool's export is recognised by itself, and read as the tool means it."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from services.cli.parse_import import parse_export
from services.intake.importers.opening import open_export
from services.intake.importers.presets import PRESETS

FILES = {
    "microsoft-forms": (
        "ID,Start time,Completion time,Email,Name,Last modified time,Beth nesaf?,Pa rai?,Points - Pa rai?\n"
        "1,8/20/25 12:51:45,8/20/25 12:54:25,anonymous,,,Mwy o staff; plîs,Ffôn;Drwy'r post;,3\n"
    ),
    "google-forms": (
        "Timestamp,Email Address,Beth nesaf?,Pa rai?,Rate [Speed],Rate [Staff]\n"
        "2026/03/02 9:35:31 AM GMT+1,a@b,Mwy o staff; plîs,Ffôn;Drwy'r post,Good,Bad\n"
    ),
    "surveymonkey": (
        "\ufeffRespondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,"
        "Custom Data 1,Beth nesaf?,Pa rai?,,,Rank,,office\n"
        ",,,,,,,,,Open-Ended Response,Ffôn,Post,Other (please specify),Speed,Staff,\n"
        "333,444,03/02/2026 09:30:00 AM,03/02/2026 09:35:31 AM,,,,,,Mwy o staff; plîs,Ffôn,,Drwy'r post,2,1,Bangor\n"
    ),
    "smartsurvey": (
        "UserID,UserNo,Name,Email,IP Address,Unique ID,Started,Ended,Beth nesaf?,Pa rai?\n"
        "7,1,,,,,02/03/2026 09:30:00,02/03/2026 09:35:31,Mwy o staff; plîs,Ffôn; Drwy'r post\n"
    ),
    "qualtrics": (
        "StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,UserLanguage,Q1,Q2_1,Q2_2,Q2_DO_1,Q1_TEXT - Topics\n"
        "Start,End,Type,Finished,Recorded,Response ID,Language,Beth nesaf?,Pa rai? - Selected Choice - Ffôn,"
        "Pa rai? - Selected Choice - Drwy'r post,Order,Topics\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}",'
        '"{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}",'
        '"{""ImportId"":""userLanguage""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID2_1""}",'
        '"{""ImportId"":""QID2_2""}","{""ImportId"":""QID2_DO_1""}",'
        '"{""ImportId"":""QID1_TEXT_eae5a8d0e7fd4bd183e983e5Topics""}"\n'
        "2026-03-02 09:30:00,2026-03-02 09:35:31,0,1,2026-03-02 09:35:31,R_1,CY,Mwy o staff; plîs,"
        "Ffôn,Drwy'r post,1,x\n"
        "2026-03-02 09:30:00,2026-03-02 09:35:31,Survey Preview,1,2026-03-02 09:35:31,R_2,CY,test,,,,\n"
    ),
    "typeform": (
        "#,Beth nesaf?,Pa rai?,Other,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),"
        "Network ID,Tags\n"
        "tok-1,Mwy o staff; plîs,Ffôn,Drwy'r post,completed,2026-03-02 09:30:00,,2026-03-02 09:35:31,n,\n"
    ),
    "tally": (
        "Submission ID,Respondent ID,Submitted at,Beth nesaf?,Pa rai?,Pa rai? (Ffôn),Pa rai? (Drwy'r post)\n"
        'r1,p1,2026-03-02 09:35:31,Mwy o staff; plîs,"Ffôn, Drwy\'r post",TRUE,TRUE\n'
    ),
    "limesurvey": (
        '"Response ID";"Date submitted";"Last page";"Start language";"Beth nesaf?";"Pa rai? [Ffôn]";'
        '"Pa rai? [Other]"\r\n'
        '"17";"2026-03-02 09:35:31";"2";"cy";"Mwy o staff; plîs";"Yes";"Drwy\'r post"\r\n\r\n'
    ),
    "govuk-forms": (
        "Reference,Submitted at,Beth nesaf?,Pa rai?,Language\n"
        "ABCD1234,2026-03-02T09:35:31Z,Mwy o staff; plîs,Ffôn; Drwy'r post,cy\n"
    ),
    "kobotoolbox": (
        '"start";"end";"Beth nesaf?";"Pa rai?";"Pa rai?/Ffôn";"Pa rai?/Drwy\'r post";"_id";"_uuid";"_submission_time"\n'
        '"";"";"#next";"#which";"";"";"";"";""\n'
        '"x";"y";"Mwy o staff; plîs";"Ffôn Drwy\'r post";"1";"1";"61";"4858";"2026-03-02T09:35:31"\n'
    ),
    "odk-central": (
        "SubmissionDate,Beth nesaf?,Pa rai?,Pa rai?/Ffôn,Pa rai?/Drwy'r post,meta-instanceID,KEY,SubmitterID,Status\n"
        "2026-03-02T09:35:31.000Z,Mwy o staff; plîs,Ffôn Drwy'r post,1,1,uuid:1,uuid:1,4,\n"
        "2026-03-02T09:35:31.000Z,,,,,uuid:2,uuid:2,4,missing encrypted form data\n"
    ),
    "citizen-space": (
        "Response ID,Date submitted,Beth nesaf?,Pa rai?,Pa rai? - Analyst notes\n"
        "ANON-1ABC-2DEF-3,2026-03-02 09:35:31,Mwy o staff; plîs,Ffôn; Drwy'r post,note\n"
    ),
    "jisc": "Unique Response Number,Beth nesaf?,Pa rai?\n12-34,Mwy o staff; plîs,Ffôn; Drwy'r post\n",
    "columns": "Beth nesaf?|Pa rai?|Cwestiwn\nMwy o staff; plîs|Ffôn; Drwy'r post|\n",
}
IDS = {
    "microsoft-forms": "1", "surveymonkey": "333", "smartsurvey": "7", "qualtrics": "R_1", "typeform": "tok-1",
    "tally": "r1", "limesurvey": "17", "govuk-forms": "ABCD1234", "kobotoolbox": "4858", "odk-central": "uuid:1",
    "citizen-space": "ANON-1ABC-2DEF-3", "jisc": "12-34",
}  # fmt: skip


def parsed(tmp_path: Path, text: str, name: str = "answers.csv", preset: str = "auto"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return parse_export(path, preset)


def by_label(response) -> dict[str, str]:
    return {answer.label or answer.ref: answer.answer for answer in response.answers}


@pytest.mark.parametrize("name", FILES)
def test_an_export_is_recognised_and_read(tmp_path, name) -> None:
    found = parsed(tmp_path, FILES[name])
    assert (found.outcome, found.preset, found.refused) == ("store", name, [])
    [response] = found.responses
    assert response.id == IDS.get(name, "")
    assert by_label(response)["Beth nesaf?"] == "Mwy o staff; plîs"
    assert by_label(response)["Pa rai?"] == "Ffôn; Drwy'r post"
    if response.submitted_at is not None and name not in {"microsoft-forms", "google-forms"}:
        assert response.submitted_at.isoformat() == "2026-03-02T09:35:31+00:00"
    assert parsed(tmp_path, FILES[name], preset=name).responses == found.responses


def test_every_preset_is_tried_and_knows_its_own_best() -> None:
    assert set(FILES) | {"adborth"} == set(PRESETS)


def test_moments_of_microsoft_and_google_follow_what_the_column_shows(tmp_path) -> None:
    [microsoft] = parsed(tmp_path, FILES["microsoft-forms"]).responses
    assert microsoft.submitted_at.isoformat() == "2025-08-20T12:54:25+00:00"
    [google] = parsed(tmp_path, FILES["google-forms"]).responses
    assert google.submitted_at.isoformat() == "2026-03-02T08:35:31+00:00"
    assert by_label(google)["Rate"] == "Speed: Good; Staff: Bad"
    sheet = "Timestamp,Beth?\n02/03/2026 09:35:31,a\n13/03/2026 09:35:31,b\n"
    assert [each.submitted_at.day for each in parsed(tmp_path, sheet).responses] == [2, 13]


def test_a_translated_workbook_is_known_by_what_stands_in_it(tmp_path) -> None:
    book, at = Workbook(), datetime.fromisoformat
    sheet = book.active
    sheet.append(["Id", "Amser cychwyn", "Amser cwblhau", "E-bost", "Enw", "Beth\xa0nesaf?", "Ar gau", "Fformiwla"])
    sheet.append([1, at("2026-03-02T09:30"), at("2026-03-02T09:35:31"), "anonymous", None, "مزيد", "a;b;", "=1+1"])
    sheet.append([None] * 8)
    sheet.append([2, at("2026-03-03"), at("2026-03-03T00:01"), "anonymous", None, 7.0, True, None])
    book.save(tmp_path / "ffurflen.xlsx")
    found = parse_export(tmp_path / "ffurflen.xlsx")
    assert (found.preset, [response.id for response in found.responses]) == ("microsoft-forms", ["1", "2"])
    assert by_label(found.responses[0]) == {"Beth nesaf?": "مزيد", "Ar gau": "a; b"}
    assert by_label(found.responses[1]) == {"Beth nesaf?": "7", "Ar gau": "true"}
    assert found.responses[0].submitted_at.isoformat() == "2026-03-02T09:35:31+00:00"


def test_limesurvey_in_codes_and_as_vv_tell_the_refs_of_its_webhooks(tmp_path) -> None:
    codes = (
        '\ufeff"id","submitdate","lastpage","startlanguage","Q1","Q2[SQ001]","Q2[other]","interviewtime"\r\n'
        '"17","2026-03-02 09:35:31","2","cy","\'=Mwy","Y","post","9"\r\n"18","","1","cy","a","","",""\r\n'
    )
    found = parsed(tmp_path, codes, "results-survey111222.csv")
    assert [(each.form_id, each.completed) for each in found.responses] == [("111222", True), ("111222", False)]
    assert {a.ref: a.answer for a in found.responses[0].answers} == {
        "Q1": "=Mwy",
        "Q2[SQ001]": "Y",
        "Q2[other]": "post",
    }
    vv = (
        "id\tsubmitdate\tlastpage\tstartlanguage\tBeth?\tFfôn\nid\tsubmitdate\tlastpage\tstartlanguage\tQ1\tQ2_SQ001\n"
        '17\t2026-03-02 09:35:31\t2\tcy\t{quote}Mwy" {lbrace}a}{newline}b\tY\n18\t{question_not_shown}\t1\tcy\tx\t\n'
    )
    read = parsed(tmp_path, vv, "vvexport_111222.csv")
    assert [(each.id, each.completed) for each in read.responses] == [("17", True), ("18", False)]
    assert {a.ref: a.answer for a in read.responses[0].answers} == {"Q1": '"Mwy" {a}\nb', "Q2[SQ001]": "Y"}
    texts = '"id. Response ID","submitdate. Date submitted","startlanguage. Start language","Q1. Beth?"\n1,,cy,x\n'
    [begun] = parsed(tmp_path, texts).responses
    assert [(a.ref, a.label) for a in begun.answers] == [("Q1", "Beth?")]


def test_old_and_bare_qualtrics_files_are_read(tmp_path) -> None:
    legacy = (
        "V1,V2,V3,V7,V8,V9,V10,Q1,Q2,\nResponseID,ResponseSet,Name,Status,StartDate,EndDate,Finished,One?,Two?,\n"
        "R_2Y,Set,Anon,0,2017-07-18 08:28:09,2017-07-18 08:28:48,0,2,-99,\n"
    )
    found = parsed(tmp_path, legacy)
    assert (found.outcome, found.preset) == ("store_partial", "qualtrics")
    assert [(a.ref, a.label, a.answer) for a in found.responses[0].answers] == [("Q1", "One?", "2")]
    bare = "ResponseId,Finished,StartDate,Q1\nR_1,True,2026-03-02,words\n"
    assert [each.id for each in parsed(tmp_path, bare).responses] == ["R_1"]


def test_choices_without_a_column_for_all_of_them_and_groups_of_numbers_are_told_apart(tmp_path) -> None:
    kobo = (
        "visit/used/phone,visit/used/post,visit/age,photo,photo_URL,place,_place_latitude,_uuid,_submission_time\n"
        "1,0,41,a.jpg,https://k/a.jpg,1 2,1,u1,2026-03-02T09:35:31\n1,1,7,,,,,u2,2026-03-02T09:36:31\n"
    )
    first, second = parsed(tmp_path, kobo).responses
    told = {a.ref: a.answer for a in first.answers}
    assert told == {"visit/used": "phone", "visit/age": "41", "photo": "https://k/a.jpg", "place": "1 2"}
    assert {a.ref: a.answer for a in second.answers} == {"visit/used": "phone; post", "visit/age": "7"}
    odk = "SubmissionDate,visit-comment,KEY\n2026-03-02T09:35:31Z,Mwy,uuid:1\n"
    assert [a.ref for a in parsed(tmp_path, odk).responses[0].answers] == ["visit/comment"]


def test_own_words_among_choices_are_kept(tmp_path) -> None:
    tally = FILES["tally"].replace("Ffôn, Drwy'r post", "Ffôn, gyda cholomen, Drwy'r post")
    [response] = parsed(tmp_path, tally).responses
    assert by_label(response)["Pa rai?"] == "Ffôn; Drwy'r post; gyda cholomen"
    [none] = parsed(tmp_path, FILES["tally"].replace("TRUE,TRUE", "FALSE,FALSE")).responses
    assert by_label(none)["Pa rai?"] == "Ffôn, Drwy'r post"
    [named] = parsed(tmp_path, FILES["kobotoolbox"].replace("Ffôn Drwy'r post", "phone post")).responses
    assert by_label(named)["Pa rai?"] == "Ffôn; Drwy'r post"


def test_lines_of_a_matrix_in_full_texts_are_one_answer(tmp_path) -> None:
    text = "Response ID,Date submitted,Seed,Start language,Rate [Speed],Rate [Staff]\n1,2026-03-02,7,Cymraeg,Good,Bad\n"
    [response] = parsed(tmp_path, text).responses
    assert (by_label(response), response.language) == ({"Rate": "Speed: Good; Staff: Bad"}, "cy")


def test_a_second_row_of_headings_is_read_of_smartsurvey_too(tmp_path) -> None:
    text = "UserID,UserNo,Ended,Beth?,Pa rai?,,\n,,,,Ffôn,Post,\n7,1,02/03/2026,Mwy,Ffôn,Post,\n"
    [response] = parsed(tmp_path, text).responses
    assert by_label(response) == {"Beth?": "Mwy", "Pa rai?": "Ffôn; Post"}


def test_a_row_of_import_ids_that_are_none_is_read_past(tmp_path) -> None:
    text = 'ResponseId,Q1,Q2\nResponse ID,One?,Two?\n"{""ImportId"":""_recordId""}",{broken,\nR_1,a,b\n'
    [response] = parsed(tmp_path, text).responses
    assert by_label(response) == {"One?": "a", "Two?": "b"}


def test_vv_tells_by_name_what_was_not_asked(tmp_path) -> None:
    vv = "id\tsubmitdate\tlastpage\tA\tB\nid\tsubmitdate\tlastpage\tQ1\tQ2\n1\t2026-03-02\t1\t{question_not_shown}\tb\n"
    [response] = parsed(tmp_path, vv).responses
    assert [answer.ref for answer in response.answers] == ["Q2"]


def test_unfinished_answers_of_tools_that_export_them_are_partial(tmp_path) -> None:
    typeform = FILES["typeform"].replace(",completed,", ",started,").replace("2026-03-02 09:35:31,n", ",n")
    assert parsed(tmp_path, typeform).outcome == "store_partial"


def test_a_table_with_one_row_of_headings_where_two_are_usual_is_read(tmp_path) -> None:
    tidied = "Respondent ID,Collector ID,End Date,Beth?\n333,444,03/02/2026,Mwy\n"
    [response] = parsed(tmp_path, tidied).responses
    assert by_label(response) == {"Beth?": "Mwy"}


def test_our_own_table_is_recognised(tmp_path) -> None:
    own = parsed(tmp_path, "id,language,received_at,q_next\nc1,cy,2026-03-02T09:35:31Z,Mwy\n")
    assert (own.preset, own.responses[0].language, own.responses[0].id) == ("adborth", "cy", "c1")


def test_what_holds_nothing_or_is_none_is_put_aside(tmp_path) -> None:
    assert parsed(tmp_path, "Beth?,Pam?\n").outcome == "ack_only"
    assert (found := parsed(tmp_path, "")).outcome == "quarantine"
    assert found.reason == "empty"
    assert parsed(tmp_path, "Beth?,Pam?\na,b\n", preset="nothing").reason == "unknown-preset"
    assert parsed(tmp_path, "id\n1\n").reason == "no-questions"
    ragged = parsed(tmp_path, "Beth?,Pam?\na\n\nb,c,d\ne,f,\n")
    assert [by_label(each) for each in ragged.responses] == [{"Beth?": "a"}, {"Beth?": "e", "Pam?": "f"}]
    assert ragged.refused == [(4, "surplus-cells")]


def test_an_export_can_be_gone_through_as_often_as_wanted(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(FILES["tally"], encoding="utf-8")
    export = open_export(path)
    assert (export.count(), export.count(), len(list(export.rows()))) == (1, 1, 1)
