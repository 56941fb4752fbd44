"""Style sheets and scripts are built at set-up with a hash in their names; this finds and serves them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BUILT: Final = Path(__file__).parent / "static" / "built"
PREFIX: Final = "/static/"
_HASHED: Final = re.compile(r"\.[0-9a-f]{12}\.")


class AssetMissing(RuntimeError):
    """A style sheet or script is not built: run `make setup` (or deploy/setup/assets.sh after adding one)."""


def asset_url(name: str) -> str:
    """The address of a built file by its plain name: `adborth.css`, or `intake/offline.js` for a service's own.

    Raises AssetMissing.
    """
    try:
        return PREFIX + quote(_manifest()[name])
    except KeyError:
        raise AssetMissing(f"{name} is not built: run deploy/setup/assets.sh") from None


def with_static_files(application: "WSGIApplication") -> "WSGIApplication":
    """Answer `/static/…` before the application is asked: compressed, cached for ever, from any service alike.

    Raises AssetMissing when nothing is built.
    """
    _manifest()
    served: WSGIApplication = WhiteNoise(
        application,
        root=str(BUILT),
        prefix=PREFIX,
        allow_all_origins=False,
        add_headers_function=_guard,
        immutable_file_test=lambda _path, url: bool(_HASHED.search(url)),
    )
    return served


def _guard(headers: dict[str, str], _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


@cache
def _manifest() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AssetMissing("nothing is built: run make setup") from None
    return found
