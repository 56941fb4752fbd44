"""What the page around the figures depends on, besides the figures."""

from flask import session
from flask_login import current_user

from shared.web.static_files import asset_url


def frame() -> tuple[object, ...]:
    """Who is signed in, their form's token, and our own assets."""
    caller = getattr(current_user, "id", None)
    return caller, session.get("csrf_token"), asset_url("adborth.css"), asset_url("reports/live.js")
