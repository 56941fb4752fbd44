"""Files as browsers and programs get them: by name, in both languages, kept by content, and gone with what was said."""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from threading import Event

import pytest

from services.reports.adapters.exports.kept_files import KeptFiles
from services.reports.adapters.exports.registry import FORMATS, Format
from services.reports.application.exporting import Exporting
from services.reports.domain.export_errors import FileNotOffered, FileNotReady
from services.reports.entrypoints import team_exports
from services.reports.entrypoints.export_content import content_of
from services.reports.entrypoints.exporting_at_hand import EXTENSION
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports import exported
from tests.support.reports.making import parcel, published, withdrawn
from tests.support.reports.publishing import MASKED, SECRETS, Worker, others, quotable
from tests.support.reports.web import VIEWER, Site, site

NUMBER = "/p/journey/1"
EDITOR = {"X-Test-Caller": "ed", "X-Test-Role": "editor"}


def tell(site: Site, *told: object) -> None:
    site.reports.consumer([parcel(each) for each in told])


def opened(folder: Path) -> Site:
    """Number 1 of a survey is published, with one quote; another one was not approved."""
    made = site(folder)
    tell(made, published(), *others(), quotable(), quotable("u", "Not approved by anybody"))
    olwen = Worker(made.client)
    assert olwen.decide(words="[name]").status_code == 303
    olwen.approve()
    assert olwen.publish().status_code == 303
    return made


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = opened(tmp_path_factory.mktemp("out"))
    yield made
    made.reports.close()


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Site]:
    made = opened(tmp_path)
    yield made
    made.reports.close()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_file_is_there_for_everybody_in_both_languages(out: Site, name: str) -> None:
    for language in ("en", "cy"):
        address = f"{NUMBER}/files/{name}?lang={language}"
        answer = out.client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, FORMATS[name].mimetype)
        assert answer.headers["Content-Language"] == language
        stem, _, ending = name.rpartition(".")
        wanted = f"attachment; filename=journey-1-{stem}-{language}.{ending}"
        assert answer.headers["Content-Disposition"] == wanted
        assert answer.headers["Cache-Control"] == "public, no-cache"
        again = out.client.get(
            f"{NUMBER}/files/{name}?lang={language}", headers={"If-None-Match": answer.headers["ETag"]}
        )
        assert (again.status_code, again.data) == (304, b"")
        program = out.client.get(f"/api/v1/publications/journey/1/files/{name}?lang={language}")
        assert program.data == answer.data


def test_charts_are_pictures_and_what_is_not_there_is_not_found(out: Site) -> None:
    for path in ("themes.svg", "themes.png", "theme-conditions.svg"):
        assert out.client.get(f"{NUMBER}/charts/{path}").status_code == 200
    assert out.client.get("/api/v1/publications/journey/1/charts/themes.svg").mimetype == "image/svg+xml"
    for path in ("charts/nothing.svg", "charts/themes.gif", "files/report.exe", "files/themes.svg", "charts/.svg"):
        assert out.client.get(f"{NUMBER}/{path}").status_code == 404
    assert out.client.get("/p/journey/9/files/report.pdf").status_code == 404
    assert out.client.get("/p/nowhere/1/files/report.pdf").status_code == 404


def test_the_page_names_every_file_and_each_can_be_had(out: Site) -> None:
    page = out.client.get(f"{NUMBER}?lang=cy").text
    for name in FORMATS:
        assert f'href="{NUMBER}/files/{name}?lang=cy"' in page
    charts = re.findall(rf'href="({NUMBER}/charts/([^"?]+)[^"]*)"', page)
    assert {out.client.get(address).status_code for address, _ in charts} == {200}
    assert {"themes.svg", "theme-conditions.png", "question-q_next.svg"} <= {name for _, name in charts}


def test_a_withdrawn_quote_leaves_every_file_at_once(changing: Site, tmp_path: Path) -> None:
    out = changing
    before = {name: out.client.get(f"{NUMBER}/files/{name}") for name in FORMATS}
    assert MASKED in exported.text_of("report.docx", before["report.docx"].data, tmp_path)
    tell(out, withdrawn())
    for name, file in before.items():
        after = out.client.get(f"{NUMBER}/files/{name}", headers={"If-None-Match": file.headers["ETag"]})
        assert after.status_code == 200
        told = exported.text_of(name, after.data, tmp_path)
        assert "never gave us time" not in told
        assert not [secret for secret in (*SECRETS, "Not approved") if secret in told]


def test_files_are_kept_until_the_document_changes_and_a_fault_is_not_kept(
    out: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(content: object) -> bytes:
        made.append("file")
        if len(made) == 1:
            raise OSError("no room")
        return b"file"

    monkeypatch.setitem(FORMATS, "report.pdf", Format(counted, "application/pdf"))
    desk = out.reports.exporting
    told = exported.told_now(exported.SurveyKey(DEFAULT_TEAM, "journey"), desk=desk.publishing)
    files = KeptFiles()
    with pytest.raises(OSError, match="no room"):
        files.kept("report.pdf", told, "en", content_of)
    assert files.kept("report.pdf", told, "en", content_of) is files.kept("report.pdf", told, "en", content_of)
    assert len(made) == 2
    files.kept("report.pdf", told, "cy", content_of)
    changed = exported.replace(told, document={**told.document, "quotes": []}, number=1)
    files.kept("report.pdf", changed, "en", content_of)
    assert len(made) == 4
    with pytest.raises(FileNotOffered):
        files.kept("nothing.pdf", told, "en", content_of)


def test_nobody_waits_for_ever(out: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = out.reports.exporting
    told = exported.told_now(exported.SurveyKey(DEFAULT_TEAM, "journey"), desk=desk.publishing)
    with pytest.raises(FileNotReady):
        KeptFiles(patience=0.0).kept("slides.pptx", told, "en", content_of)
    hasty = Exporting(desk.publishing, KeptFiles(patience=0.0), desk.data, desk.responses)
    monkeypatch.setitem(out.client.application.extensions, EXTENSION, hasty)
    answer = out.client.get("/api/v1/publications/journey/1/files/slides.pptx")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "file-not-ready")


def test_few_files_are_kept_and_no_huge_one(out: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = out.reports.exporting
    told = exported.told_now(exported.SurveyKey(DEFAULT_TEAM, "journey"), desk=desk.publishing)
    sizes = iter([8_000_001, *[1] * 60])
    monkeypatch.setitem(FORMATS, "script.txt", Format(lambda _content: b"x" * next(sizes), "text/plain"))
    files = KeptFiles()
    assert len(files.kept("script.txt", told, "en", content_of).content) > 8_000_000
    assert not files._kept
    for number in range(60):
        files.kept("script.txt", exported.replace(told, number=number), "en", content_of)
    assert len(files._kept) == 48


def test_many_who_ask_at_once_are_told_to_come_again(out: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = out.reports.exporting
    told = exported.told_now(exported.SurveyKey(DEFAULT_TEAM, "journey"), desk=desk.publishing)
    go = Event()

    def slow(content: object) -> bytes:
        go.wait(20)
        return b"file"

    for name in FORMATS:
        monkeypatch.setitem(FORMATS, name, Format(slow, "text/plain"))
    files, asked = KeptFiles(patience=0.0), list(product(FORMATS, ("en", "cy")))
    for name, language in asked:
        with pytest.raises(FileNotReady):
            files.kept(name, told, language, content_of)
    assert len(files._kept) == 8 < len(asked)
    go.set()


def test_the_team_gets_drafts_and_responses_by_their_rights(out: Site) -> None:
    page = "/team/reports/journey/exports"
    assert out.client.get(page).status_code in (302, 401)
    assert f"{page}/responses.csv" not in out.client.get(page, headers=VIEWER).text
    assert f"{page}/responses.csv?lang=en" in out.client.get(page, headers=EDITOR).text
    assert out.client.get(f"{page}/responses.csv", headers=VIEWER).status_code == 403
    draft = out.client.get(f"{page}/draft/report.docx", headers=VIEWER)
    assert draft.headers["Cache-Control"] == "private, no-store"
    assert "Draft, not published" in exported.docx_text(draft.data)
    lines = out.client.get(f"{page}/responses.jsonl", headers=EDITOR).get_data(as_text=True).splitlines()
    assert len(lines) == 10
    assert all(json.loads(line)["answers"] for line in lines)
    assert not [secret for secret in SECRETS if secret in "".join(lines)]
    assert out.client.get(f"{page}/responses.exe", headers=EDITOR).status_code == 404


def test_too_many_responses_for_a_page_are_left_to_the_command(out: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_exports, "MOST_RESPONSES", 3)
    page = "/team/reports/journey/exports"
    assert "adborth export" in out.client.get(page, headers=EDITOR).text
    assert out.client.get(f"{page}/responses.csv", headers=EDITOR).status_code == 409
