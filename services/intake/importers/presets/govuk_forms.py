"""GOV.UK Forms: the reference, when it was submitted, the questions, and the language of forms that have two."""

from typing import Final

from services.intake.importers.layout import Head, Layout, Preset
from services.intake.importers.presets.columns import asked_in

_ABOUT_THEM: Final = frozenset({"reference", "submitted at", "language"})


class GovukForms:
    """Batches of a day are split by the form's version, so that headings differ between files."""

    name = "govuk-forms"
    provider = "govuk-forms"

    def recognises(self, head: Head) -> float:
        """By the first two columns."""
        return 1.0 if [heading.casefold() for heading in head.headings[:2]] == ["reference", "submitted at"] else 0.0

    def layout(self, head: Head) -> Layout:
        """The language stands last."""
        language_at = len(head.headings) - 1 if head.headings[-1].casefold() == "language" else None
        return Layout(
            questions=tuple(asked_in(head, lambda heading: heading.casefold() in _ABOUT_THEM)),
            id_at=0,
            time_at=1,
            language_at=language_at,
        )


PRESET: Final[Preset] = GovukForms()
