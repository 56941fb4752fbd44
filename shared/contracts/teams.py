"""Who owns a row: every table that belongs to a team bears its id from the first migration."""

from typing import Final

DEFAULT_TEAM: Final = "default"
