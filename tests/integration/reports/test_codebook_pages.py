"""A team edits its codebook by pages: each save is a version, nobody is overwritten, and figures follow."""

import io

import pytest

from tests.support.reports.codebook_web import BOOK, EDITOR, hidden, page, recount, seen, send, words
from tests.support.reports.making import coded, parcel, published
from tests.support.reports.web import VIEWER, Site

EDIT = f"{BOOK}/edit"


def _publish(site: Site, why: str = "They mean the same to us", codebook: str = "improvement") -> str:
    path = f"/team/codebooks/{codebook}/edit/publish"
    return send(site, path, {"seen": seen(site, codebook), "why": why})


def test_a_merge_is_published_told_and_counted_once_for_who_bore_both(closed_site: Site) -> None:
    told = [
        published(),
        coded("r1", {"q_next": ["time_and_space", "resources"]}),
        coded("r2", {"q_next": ["resources"]}),
        coded("r3", {"q_support": ["shared_learning"]}),
    ]
    closed_site.reports.consumer([parcel(each) for each in told])
    form = {"seen": seen(closed_site), "into": "time_and_space", "gone": ["resources"]}
    overview = send(closed_site, f"{EDIT}/merge", form)
    assert "merged into Time and space" in overview
    look = page(closed_site, f"{EDIT}/publish")
    assert "Resources was merged into Time and space." in look
    shown = _publish(closed_site)
    assert "Version 3 is made" in shown
    assert "Reports are being counted" in shown
    assert recount(closed_site) == 1
    assert "Reports are being counted" not in page(closed_site, BOOK)
    report = page(closed_site, "/team/reports/journey")
    assert "/codes/resources" not in report
    found = closed_site.client.get("/api/v1/reports/journey", headers=EDITOR).get_json()
    counts = {code["code"]: code["n"] for code in found["codes"]}
    assert (counts["time_and_space"], counts["shared_learning"]) == (2, 1)
    history = page(closed_site, f"{BOOK}/history")
    assert "They mean the same to us" in history
    assert "Made by ed on" in history


def test_a_code_is_renamed_moved_split_retired_and_brought_back(closed_site: Site) -> None:
    code = f"{EDIT}/codes/resources"
    form = {**words(), "seen": hidden(page(closed_site, code), "seen")}
    assert "Money" in send(closed_site, code, form)
    send(closed_site, f"{code}/place", {"seen": seen(closed_site), "do": "move", "theme": "connections"})
    send(closed_site, f"{EDIT}/codes/culture_and_change/place", {"seen": seen(closed_site), "do": "retire"})
    halves = {**words("one-", "Staff"), **words("two-", "Kit"), "seen": seen(closed_site)}
    assert "split into Staff, Kit" in send(closed_site, f"{EDIT}/codes/time_and_space/split", halves)
    look = page(closed_site, f"{EDIT}/publish")
    for sentence in (
        "A code has another title: Money.",
        "Money moved from Conditions to Connections.",
        "Time and space was split into Staff, Kit.",
        "There is a new code: Kit, in Conditions.",
        "was retired.",
    ):
        assert sentence in look
    back = send(closed_site, f"{EDIT}/codes/culture_and_change/place", {"seen": seen(closed_site), "do": "back"})
    assert ">retired<" not in back
    _publish(closed_site)
    version = page(closed_site, f"{BOOK}/versions/3")
    assert "split into Staff, Kit" in version
    assert "Money moved" in page(closed_site, f"{BOOK}/differences?from=2&to=3")
    again = send(closed_site, f"{BOOK}/versions/2", {"newest": "3", "why": "That was too fine"})
    assert "Version 4 is made" in again
    assert "Staff: retired" in again


def test_themes_codes_and_the_title_are_written(closed_site: Site) -> None:
    theme = {"title-en": "Setting", "title-cy": "Lleoliad", "definition-en": "Around a team."}
    send(closed_site, f"{EDIT}/themes/conditions", {**theme, "seen": seen(closed_site)})
    send(closed_site, f"{EDIT}/themes/conditions/new-code", {**words(), "seen": seen(closed_site)})
    new = {**words("code-", "Hope"), **{f"theme-{name}": text for name, text in theme.items()}}
    send(closed_site, f"{EDIT}/new-theme", {**new, "theme-title-en": "Spirit", "seen": seen(closed_site)})
    title = {"title-en": "Our journeys", "title-cy": "Ein teithiau", "seen": seen(closed_site)}
    overview = send(closed_site, f"{EDIT}/title", title)
    for text in ("Setting", "Money", "Spirit", "Hope", "Our journeys"):
        assert text in overview


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_kept(closed_site: Site) -> None:
    for path, fields in (
        (f"{EDIT}/codes/resources", ["title-en", "title-cy", "include-en"]),
        (f"{EDIT}/codes/resources/split", ["one-title-en", "two-include-en"]),
        (f"{EDIT}/themes/conditions", ["title-cy", "definition-en"]),
        (f"{EDIT}/themes/conditions/new-code", ["title-cy"]),
        (f"{EDIT}/new-theme", ["theme-title-cy", "code-include-en"]),
        (f"{EDIT}/title", ["title-cy"]),
        (f"{EDIT}/merge", ["into", "gone"]),
        ("/team/codebooks/new", ["title-en", "theme-definition-en", "code-title-cy"]),
        ("/team/codebooks/new/copy", ["title-en"]),
    ):
        refused = send(closed_site, path, {"seen": seen(closed_site)}, status=400)
        for field in fields:
            assert f'href="#{field}"' in refused, (path, field)
    assert "Your first change begins a draft" in page(closed_site, EDIT)
    assert "why-error" in send(closed_site, f"{EDIT}/publish", {"seen": "2.0", "why": " "}, status=400)


def test_two_editors_at_once_do_not_overwrite_each_other(closed_site: Site) -> None:
    first, second = f"{EDIT}/codes/resources", f"{EDIT}/codes/culture_and_change"
    before = {code: hidden(page(closed_site, code), "seen") for code in (first, second)}
    whole = seen(closed_site)
    send(closed_site, first, {**words(), "seen": before[first]})
    send(closed_site, second, {**words(title="Ways"), "seen": before[second]})
    both = send(closed_site, first, {**words(title="Means"), "seen": before[first]}, status=409)
    assert "Somebody saved this code while you were typing" in both
    assert 'value="Means"' in both
    assert "<dd>Money</dd>" in both
    send(closed_site, f"{EDIT}/title", {"title-en": "A", "title-cy": "B", "seen": whole}, status=409)
    send(closed_site, f"{EDIT}/discard", {"seen": whole}, status=409)
    stale = send(closed_site, f"{EDIT}/publish", {"seen": whole, "why": "Why not"}, status=409)
    assert "The draft was changed since you looked at it" in stale
    send(closed_site, f"{EDIT}/discard", {"seen": seen(closed_site)})


def test_a_version_made_meanwhile_is_shown_before_the_draft_takes_its_place(closed_site: Site) -> None:
    send(closed_site, f"{EDIT}/codes/resources/place", {"seen": seen(closed_site), "do": "retire"})
    told = closed_site.client.get("/api/v1/codebooks/improvement", headers=EDITOR)
    body = told.get_json()["body"]
    body["title"]["en"] = "By a program"
    put = closed_site.client.put(
        "/api/v1/codebooks/improvement",
        json={"why": "Because", "body": body},
        headers={**EDITOR, "If-Match": told.headers["ETag"], "X-CSRFToken": _csrf(closed_site)},
    )
    assert put.status_code == 200, put.get_json()
    refused = send(closed_site, f"{EDIT}/publish", {"seen": seen(closed_site), "why": "Not used"}, status=409)
    assert "Version 3 was made since this draft was begun" in refused
    assert "The codebook has another title: By a program." in refused
    look = send(closed_site, f"{EDIT}/on-top", {"seen": seen(closed_site)})
    assert "The codebook has another title: Improvement journeys." in look
    assert "Version 4 is made" in _publish(closed_site)


def _csrf(site: Site) -> str:
    return hidden(page(site, f"{BOOK}/recoding"), "csrf_token")


def test_a_new_codebook_is_begun_from_scratch_as_a_copy_and_from_a_file(closed_site: Site) -> None:
    scratch = {
        "title-en": "Our own",
        "title-cy": "Ein hun",
        "theme-title-en": "Care",
        "theme-title-cy": "Gofal",
        "theme-definition-en": "Of care.",
        **words("code-", "Care"),
    }
    assert "Our own" in send(closed_site, "/team/codebooks/new", scratch)
    assert "already" in send(closed_site, "/team/codebooks/new", scratch, status=409)
    listed = page(closed_site, "/team/codebooks")
    assert "Begun, never published" in listed
    assert "Version 1 is made" in _publish(closed_site, codebook="our_own")
    copy = {"title-en": "Like it", "title-cy": "Tebyg", "codebook": "improvement"}
    assert "Like it" in send(closed_site, "/team/codebooks/new/copy", copy)
    qdc = closed_site.client.get(f"{BOOK}/versions/2.qdc", headers=EDITOR).data
    assert b"urn:QDA-XML:codebook:1.0" in qdc
    file = {"file": (io.BytesIO(qdc.replace(b"improvement", b"other")), "theirs.qdc")}
    assert "Improvement journeys" in send(closed_site, "/team/codebooks/new/file", file)


def test_a_file_takes_the_draft_and_its_errors_name_the_line(closed_site: Site) -> None:
    yaml = closed_site.client.get(f"{BOOK}/versions/2.yaml", headers=EDITOR).data
    lines = yaml.decode().splitlines()
    at = next(number for number, line in enumerate(lines) if "id: resources" in line)
    lines[at] = lines[at].replace("resources", "Not An Id")
    broken = {"file": (io.BytesIO("\n".join(lines).encode()), "ours.yaml"), "seen": seen(closed_site)}
    refused = send(closed_site, f"{EDIT}/file", broken, status=400)
    assert f"ours.yaml, line {at + 1}" in refused
    assert "No file" in send(closed_site, f"{EDIT}/file", {"seen": seen(closed_site)}, status=400)
    fewer = yaml.decode().replace("id: resources", "id: means")
    good = {"file": (io.BytesIO(fewer.encode()), "ours.yaml"), "seen": seen(closed_site)}
    look = send(closed_site, f"{EDIT}/file", good)
    assert "Resources was retired." in look
    assert "There is a new code: Resources, in Conditions." in look


@pytest.mark.parametrize("path", ["/edit", "/edit/merge", "/edit/publish", "/edit/codes/resources"])
def test_viewers_look_and_change_nothing(closed_site: Site, path: str) -> None:
    assert closed_site.client.get(f"{BOOK}{path}", headers=VIEWER).status_code == 403
    for looked in ("", "/history", "/versions/2", "/recoding"):
        answered = closed_site.client.get(f"{BOOK}{looked}", headers=VIEWER)
        assert answered.status_code == 200
        assert "/edit" not in answered.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    ["/team/codebooks/none", f"{BOOK}/versions/9", f"{EDIT}/codes/none", f"{EDIT}/themes/none", f"{BOOK}/recoding/x"],
)
def test_what_is_not_there_is_said(closed_site: Site, path: str) -> None:
    assert closed_site.client.get(path, headers=EDITOR).status_code == 404
