"""Photos and files come with a form: judged by content, cleaned, downloads only; other surveys take no such body."""

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from services.intake.adapters.answer_file_cleaning import clean_answer_file
from services.intake.application.publish_survey import publish_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.answer_files import UnreadableFile
from tests.integration.intake.kept import answers_in
from tests.support.paper_web import NamedCallers, Person
from tests.support.surveys import a_question, a_survey

SURVEY = a_survey(
    "wall",
    save_and_return=True,
    questions=(
        a_question(),
        a_question("q_photo", kind="photo", codebook=None),
        a_question("q_file", kind="file", codebook=None, megabytes=1),
    ),
)
BEGINNINGS = [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\x00\x00\x00WEBP"]
NO_TEXTS = [b"{\\rtf1 secret}", b" <?xml version='1.0'?>", b"<!DOCTYPE html>", b"a\x00b", b"", b"%PDF-1.4"]
GPS, CAMERA, PLACE = 0x8825, 0x010F, "CAMERA-OF-MAIR"


@pytest.fixture
def client(intake):
    publish_survey(SURVEY, uow=intake.desk.open_unit(), clock=intake.clock)
    return intake.web_app(NamedCallers()).test_client()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture that tells place and camera."""
    written = io.BytesIO()
    exif = Image.Exif()
    exif[CAMERA] = PLACE
    exif.get_ifd(GPS)[2] = (53.0, 13.0, 7.0)
    Image.new("RGB", size, (9, 99, 9)).save(written, kind, exif=exif)
    return written.getvalue()


def fields_on(page) -> dict[str, str]:
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', page.text)
    kept = re.findall(r'type="checkbox" id="[\w-]+-kept" name="(\w+)" value="([^"]*)" checked', page.text)
    return dict(hidden) | dict(kept)


def post(client, path: str = "/s/wall", **given):
    sent = {**fields_on(client.get(path)), **given}
    return client.post(path, data=sent, content_type="multipart/form-data")


def post_large(client, content: bytes, question: str = "q_file", **fields: str):
    """Post a file as bytes: the test client itself would leave a large one open."""
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{text}'.encode() for name, text in fields.items()]
    parts.append(f'Content-Disposition: form-data; name="{question}-file"; filename="x"\r\n\r\n'.encode() + content)
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"
    return client.post("/s/wall", data=body, content_type="multipart/form-data; boundary=b")


def file(content: bytes, name: str = "mair-jones.jpg"):
    return (io.BytesIO(content), name)


def count(intake) -> int:
    with intake.database.read() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM answer_files").scalar_one()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_comes_out_without_what_the_camera_wrote(client, intake, kind: str) -> None:
    given = picture(kind)
    assert PLACE.encode() in given
    sent = post(client, q_next="x", **{"q_photo-file": file(given, "IMG_53.2N.png")})
    assert (sent.status_code, "multipart/form-data" in client.get("/s/wall").text) == (201, True)
    [answer] = answers_in(intake)
    path = f"/team/surveys/wall/files/{answer['q_photo']}"
    got = Person(client, "mair/reviewer").get(path)
    assert (got.status_code, got.mimetype) == (200, "image/jpeg")
    assert got.headers["Content-Disposition"] == f'attachment; filename="{answer["q_photo"]}"'
    assert (got.headers["X-Content-Type-Options"], "sandbox" in got.headers["Content-Security-Policy"]) == (
        "nosniff",
        True,
    )
    opened = Image.open(io.BytesIO(got.data))
    assert (opened.size, dict(opened.getexif()), opened.info.keys() & {"exif", "comment"}) == ((60, 40), {}, set())
    assert PLACE.encode() not in got.data
    listed = Person(client, "mair/reviewer").get("/team/surveys/wall/files")
    assert (listed.status_code, answer["q_photo"] in listed.text) == (200, True)


def test_files_are_for_reviewers_of_the_team_and_go_with_their_response(client, intake) -> None:
    post(client, q_next="x", **{"q_file-file": file("Nodiadau ŵ\n".encode("utf-8-sig"), "n.exe")})
    [answer] = answers_in(intake)
    path = f"/team/surveys/wall/files/{answer['q_file']}"
    assert client.get(path).status_code == 302
    assert Person(client, "mair/viewer").get(path).status_code == 403
    assert Person(client, "mair/owner/others").get(path).status_code == 404
    got = Person(client, "mair/reviewer").get(path)
    assert (got.text, got.content_type) == ("Nodiadau ŵ\n", "text/plain; charset=utf-8")
    with intake.database.read() as connection:
        response = connection.exec_driver_sql("SELECT id FROM responses").scalar_one()
    withdraw_response(response, uow=intake.desk.open_unit(), clock=intake.clock)
    assert (Person(client, "mair/reviewer").get(path).status_code, count(intake)) == (404, 0)


def test_what_can_not_be_taken_is_named_and_everything_else_stays(client, intake) -> None:
    told = post(client, q_next="My own words", **{"q_photo-file": file(b"%PDF-1.7 nothing")})
    assert (told.status_code, "My own words</textarea>" in told.text) == (400, True)
    assert "Choose a JPEG, PNG or WebP picture of at most 50 megapixels" in told.text
    large = post_large(client, b"x" * 1_000_001, q_next="My own words")
    assert (large.status_code, "My own words</textarea>" in large.text) == (400, True)
    assert "Choose a file of at most 1 MB" in large.text
    assert post_large(client, b"x" * 999_999).status_code == 201
    kept = post(client, **{"q_photo-file": file(picture()), "q_file-file": file(b"%PDF-1.7")})
    assert (kept.status_code, "A photo (JPEG)" in kept.text, len(answers_in(intake))) == (400, True, 1)
    sent = client.post("/s/wall", data=fields_on(kept), content_type="multipart/form-data")
    assert (sent.status_code, sorted(key for each in answers_in(intake) for key in each)) == (
        201,
        ["q_file", "q_photo"],
    )


def test_sending_twice_counts_once_and_the_language_keeps_the_file(client, intake) -> None:
    fields = fields_on(client.get("/s/wall"))
    turned = client.post(
        "/s/wall",
        data={**fields, "change_language": "cy", "q_photo-file": file(picture())},
        content_type="multipart/form-data",
    )
    assert (turned.status_code, "Llun (JPEG)" in turned.text) == (200, True)
    for status in (201, 200):
        again = client.post(
            "/s/wall", data={**fields, "q_photo-file": file(picture())}, content_type="multipart/form-data"
        )
        assert again.status_code == status
    assert (len(answers_in(intake)), count(intake)) == (1, 1)


def test_a_saved_card_keeps_its_file(client, intake, clock) -> None:
    led = post(client, save="1", q_next="x", **{"q_photo-file": file(picture())})
    clock.move(days=2)
    link = led.location.partition("/saved")[0]
    assert post(client, link, q_next="x").status_code == 201
    assert list(answers_in(intake)[0]) == ["q_next", "q_photo"]


def test_a_survey_without_files_takes_no_such_form_and_no_larger_body(client, intake) -> None:
    assert "multipart" not in client.get("/s/card").text
    assert post(client, "/s/card", q_next="x").status_code == 415
    large = client.post("/s/card", data={"q_next": "x" * 300_000})
    assert (large.status_code, answers_in(intake)) == (413, [])
    assert post_large(client, b"x" * 21_000_000).status_code == 413
    assert client.post("/s/wall", data={"q_next": "x" * 300_000}).status_code == 413


TEXT = b'Content-Disposition: form-data; name="q_next"\r\n\r\n'
FORMS = {
    "no UTF-8": (TEXT + b"w\xff", 400),
    "NUL": (TEXT + b"a\x00b", 400),
    "twice": (TEXT + b"a\r\n--b\r\n" + TEXT + b"b", 400),
    "no name": (b"Content-Disposition: form-data\r\n\r\nw", 400),
    "name no UTF-8": (b'Content-Disposition: form-data; name="q_\xff"\r\n\r\nw', 400),
    "no part": (b"nothing at all", 400),
    "no question": (b'Content-Disposition: form-data; name="q_none-file"; filename="x"\r\n\r\nw', 400),
    "no file": (b'Content-Disposition: form-data; name="anything"; filename="x"\r\n\r\nw', 400),
    "sound": (TEXT + b"words\xe2\x80\xa8 \xef\xbf\xbd", 201),
}


@pytest.mark.parametrize(("parts", "status"), FORMS.values(), ids=FORMS)
def test_a_form_with_files_is_read_as_strictly_as_one_without(client, parts: bytes, status: int) -> None:
    body = b"--b\r\n" + parts + b"\r\n--b--\r\n"
    told = client.post("/s/wall", data=body, content_type="multipart/form-data; boundary=b")
    assert told.status_code == status


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\x00\x00\x00WEBP"]),
)
def test_random_bytes_are_cleaned_or_refused(content: bytes, beginning: bytes) -> None:
    for text_too in (True, False):
        try:
            clean = clean_answer_file(beginning + content, text_too)
        except UnreadableFile:
            continue
        assert clean.kind == "txt" if text_too else clean.kind == "jpg"
        assert clean.content


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.binary(max_size=400), content=st.binary(min_size=1, max_size=400))
def test_random_forms_are_refused_and_random_files_named(client, intake, body: bytes, content: bytes) -> None:
    told = client.post("/s/wall", data=b"--b\r\n" + body, content_type="multipart/form-data; boundary=b")
    assert told.status_code in {201, 400, 413}
    given = {"q_next": "x", "q_photo-file": file(content)}
    named = client.post("/s/wall", data=given, content_type="multipart/form-data")
    assert (named.status_code, "What&#39;s next? – Choose a JPEG" in named.text) == (400, True)


@pytest.mark.parametrize(
    "content", [b"{\\rtf1 secret}", b" <?xml version='1.0'?>", b"<!DOCTYPE html>", b"a\x00b", b"", b"%PDF-1.4"]
)
def test_texts_that_hold_more_than_they_show_are_not_taken(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        clean_answer_file(content, True)
