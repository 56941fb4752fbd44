"""ODK Central: groups behind `-`, options behind `/`; the key is the instance id, as webhooks tell it."""

from typing import Final

from services.intake.importers.grid import Cells, cell
from services.intake.importers.layout import Head, Layout, Preset
from services.intake.importers.presets.split_choices import questions_of

_ABOUT_THEM: Final = frozenset(
    "submissiondate key submitterid submittername attachmentspresent attachmentsexpected status reviewstate".split()
    + "deviceid edits formversion meta-instanceid meta-instancename meta-instanceidentifier instanceid".split()
    + "instancename start end today username phonenumber simserial subscriberid audit parent_key".split()
    + "meta-audit meta-entity-id meta-entity-label submitter".split()
)
_ENCRYPTED: Final = frozenset({"missing encrypted form data", "not decrypted"})


class OdkCentral:
    """Refs are paths with `/`, as in webhooks. What is still encrypted holds no answers and is passed over."""

    name = "odk-central"
    provider = "odk-central"

    def recognises(self, head: Head) -> float:
        """By the first column and the key."""
        if head.has("SubmissionDate", "KEY"):
            return 1.0
        return 0.7 if head.has("KEY", "SubmitterID") else 0.0

    def layout(self, head: Head) -> Layout:
        """Without group names in the export a ref is the question's own name."""
        status_at = head.position("Status")
        return Layout(
            questions=tuple(questions_of(head, 1, "/", _ref)),
            id_at=head.position("KEY"),
            time_at=head.position("SubmissionDate"),
            kept=lambda cells: not _is_encrypted(cells, status_at),
        )


def _ref(heading: str) -> str:
    if not heading or heading.casefold().replace("/", "-") in _ABOUT_THEM:
        return ""
    return heading.replace("-", "/")


def _is_encrypted(cells: Cells, status_at: int | None) -> bool:
    return cell(cells, status_at).casefold() in _ENCRYPTED


PRESET: Final[Preset] = OdkCentral()
