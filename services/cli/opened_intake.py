"""Intake as its commands open it: on its newest tables, and what goes wrong told in a line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from services.intake.config import read_settings
from services.intake.domain.errors import InvalidSurvey, ResponseNotFound, StorageAway, SurveyDeleted, SurveyNotFound
from services.intake.domain.paper_errors import UnfitAttribute, UnprintableText
from services.intake.domain.refusals import NotByInvitation, SecretChanged
from services.intake.main import Intake, build_intake

_TOLD: Final = {
    "not-by-invitation": "{survey} is open to all: set invitations to personal or anonymous in the survey.",
    "survey-deleted": "{survey} was deleted, and its slug is not used again: give the survey another one.",
    "unfit-attribute": "{attribute} takes up to {longest} characters that can be stored.",
    "unprintable-text": "The font for paper lacks {character}, which stands in the survey's words.",
    "secret-changed": "The secret was changed: links that were sent work, but can't be made again.",
}


@contextmanager
def opened_intake(data: Path) -> Iterator[Intake]:
    """Intake on the data directory, or on the database that the environment names."""
    intake = build_intake(read_settings(data))
    try:
        intake.prepare()
        yield intake
    except InvalidSurvey as error:
        told = error.details
        place = f"{told['file']}, question {told['question']}" if told["question"] else str(told["file"])
        raise click.ClickException(f"{place}: {told['rule']}.") from None
    except SurveyNotFound as error:
        raise click.ClickException(f"There is no survey {error.details['survey']!r}.") from None
    except ResponseNotFound as error:
        raise click.ClickException(f"There is no response {error.details['response']!r}.") from None
    except (NotByInvitation, SecretChanged, SurveyDeleted, UnfitAttribute, UnprintableText) as error:
        raise click.ClickException(_TOLD[error.code].format(**error.details)) from None
    except StorageAway:
        raise click.ClickException("The database is away, full or busy. Try again: what was done is kept.") from None
    finally:
        intake.close()
