"""A photo is drawn anew and upright, whatever its file says beside the picture."""

import io
import random

import pytest
from PIL import ExifTags, Image

from services.intake.adapters.photos import clean_photo
from services.intake.domain.paper_errors import UnreadablePhoto

RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(kind: str, mode: str = "RGB", orientation: int = 1, **more: object) -> bytes:
    """24 by 16 pixels, red on the left and blue on the right."""
    drawn = Image.new("RGB", (24, 16), RED)
    drawn.paste(BLUE, (12, 0, 24, 16))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "A camera"
    written = io.BytesIO()
    drawn.convert(mode).save(written, kind, exif=exif, **more)
    return written.getvalue()


def corners(clean: bytes) -> list[str]:
    """What stands top left, top right and bottom left."""
    with Image.open(io.BytesIO(clean)) as drawn:
        wide, high = drawn.size
        places = [(1, 1), (wide - 2, 1), (1, high - 2)]
        return ["red" if drawn.getpixel(place)[0] > 100 else "blue" for place in places]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "seen"),
    [
        (1, ["red", "blue", "red"]),
        (2, ["blue", "red", "blue"]),
        (3, ["blue", "red", "blue"]),
        (4, ["red", "blue", "red"]),
        (5, ["red", "red", "blue"]),
        (6, ["red", "red", "blue"]),
        (7, ["blue", "blue", "red"]),
        (8, ["blue", "blue", "red"]),
        (99, ["red", "blue", "red"]),
    ],
)
def test_a_picture_stands_upright(kind: str, orientation: int, seen: list[str]) -> None:
    clean = clean_photo(picture(kind, orientation=orientation))
    assert corners(clean) == seen
    assert b"A camera" not in clean


@pytest.mark.parametrize("mode", ["L", "P", "RGBA"])
def test_a_picture_of_any_kind_of_colours_is_taken(mode: str) -> None:
    assert clean_photo(picture("PNG", mode)).startswith(b"\xff\xd8")


def test_a_picture_with_too_many_pixels_is_refused_before_any_is_read() -> None:
    huge = bytearray(picture("PNG"))
    huge[16:24] = (10_000).to_bytes(4, "big") * 2
    with pytest.raises(UnreadablePhoto):
        clean_photo(bytes(huge))


def test_whatever_is_broken_in_a_file_it_is_drawn_or_refused() -> None:
    """Some of these made Pillow fail in ways of its own while it wrote the camera's notes once more."""
    chance = random.Random(5)
    whole = [picture(kind, orientation=6) for kind in ("JPEG", "PNG", "WEBP")] + [picture("PNG", "P", orientation=6)]
    drawn = 0
    for _ in range(1_000):
        broken = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 5)):
            broken[chance.randrange(len(broken))] = chance.choice((0, 255, chance.randrange(256)))
        try:
            drawn += clean_photo(bytes(broken)).startswith(b"\xff\xd8")
        except UnreadablePhoto:
            continue
    assert 100 < drawn < 900
