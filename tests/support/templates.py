"""Every survey that comes with adborth, published, so that tests can look at all forms there are."""

from pathlib import Path

from services.intake.application.publish_survey import publish_survey
from services.intake.config import read_settings
from services.intake.main import build_intake


def publish_templates(data: Path) -> None:
    """Publish the templates in a data directory that no process uses yet; the news waits there for a worker."""
    data.mkdir(parents=True, exist_ok=True)
    intake = build_intake(read_settings(data))
    intake.prepare()
    for template in intake.templates.all():
        publish_survey(template, uow=intake.desk.open_unit(), clock=intake.clock)
    intake.close()
