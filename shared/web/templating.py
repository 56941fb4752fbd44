"""Pages are drawn from NHS.UK's Jinja macros, our layout and each service's own templates."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader

from shared.web.highlight import highlight
from shared.web.static_files import asset_url


def install_templates(app: Flask, folders: Sequence[Path]) -> None:
    """Read templates from each folder's `pages/templates`, the first folder first.

    Call it before anything touches `app.jinja_env`. The macros of NHS.UK ask for ChainableUndefined
    and trimmed blocks, and are no `.html` files: so everything is escaped, whatever its name.
    """
    app.jinja_options = {
        "autoescape": True,
        "undefined": ChainableUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.jinja_loader = ChoiceLoader(
        [
            *(FileSystemLoader(folder / "pages" / "templates") for folder in folders),
            PackageLoader("nhsuk_frontend_jinja"),
        ]
    )
    app.jinja_env.globals["asset_url"] = asset_url
    app.jinja_env.filters["highlight"] = highlight
