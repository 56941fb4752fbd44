"""Writes one HTML page from a template beside the module that fills it, nothing fetched from anywhere."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def write_page(path: Path, template: Path, **shown: object) -> None:
    """Fill `template` with what is `shown` and write it; everything that people wrote is escaped."""
    environment = Environment(
        loader=FileSystemLoader(template.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    path.write_text(environment.get_template(template.name).render(**shown), encoding="utf-8")
