"""Pages of a blueprint that asks for it travel compressed to whoever takes that, and to nobody else."""

import gzip
from pathlib import Path

import pytest
from flask import Blueprint, Flask, Response, send_file

from shared.web.compression import compress

PAGE = "<p>Diolch am eich geiriau</p>" * 100


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    pages, others = Blueprint("pages", __name__), Blueprint("others", __name__)
    pages.after_request(compress)
    (tmp_path / "page.html").write_text(PAGE)
    pages.add_url_rule("/page", "page", lambda: PAGE)
    pages.add_url_rule("/short", "short", lambda: "<p>Diolch</p>")
    pages.add_url_rule("/data", "data", lambda: {"words": PAGE})
    pages.add_url_rule("/file", "file", lambda: send_file(tmp_path / "page.html"))
    pages.add_url_rule("/packed", "packed", lambda: Response(gzip.compress(b"x"), headers={"Content-Encoding": "gzip"}))
    others.add_url_rule("/secret", "secret", lambda: PAGE)
    made = Flask(__name__)
    made.register_blueprint(pages)
    made.register_blueprint(others)
    return made


def test_a_page_is_compressed_and_says_so(app: Flask) -> None:
    answer = app.test_client().get("/page", headers={"Accept-Encoding": "gzip, deflate"})
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.data).decode() == PAGE
    assert int(answer.headers["Content-Length"]) == len(answer.data) < len(PAGE) / 5
    assert app.test_client().get("/page", headers={"Accept-Encoding": "gzip"}).data == answer.data


@pytest.mark.parametrize("taken", ["", "identity", "br", "gzip;q=0"])
def test_who_does_not_take_it_gets_plain_text(app: Flask, taken: str) -> None:
    answer = app.test_client().get("/page", headers={"Accept-Encoding": taken})
    assert (answer.text, answer.headers["Vary"]) == (PAGE, "Accept-Encoding")
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/short", "/data", "/file", "/secret"])
def test_short_pages_files_data_and_other_blueprints_stay_as_they_are(app: Flask, path: str) -> None:
    with app.test_client().get(path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert (answer.status_code, "Content-Encoding" in answer.headers) == (200, False)


def test_what_is_compressed_already_is_left_alone(app: Flask) -> None:
    answer = app.test_client().get("/packed", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.data) == b"x"
