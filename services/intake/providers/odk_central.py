"""ODK Central: events of an add-on, with a submission as XML; what its OData feed says is read here too."""

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.json_reading import Json, elements, member, members, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import Outcome, RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import about, answers, id_text, stored, stored_of, told_of
from services.intake.providers.submission_paths import from_json, from_xml
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable
from services.intake.providers.xml_reading import Element, read_xml


class OdkCentral(Tool):
    """Central sends each event once and hears no answer: what was missed must be fetched by OData."""

    name = "odk-central"
    title = "ODK Central"
    proof = SharedSecret()
    setup = Setup(
        secret=SecretPlace.HEADER,
        hint="Install the add-on central-webhook beside ODK Central with this address, and the secret as its API key.",
        header="x-api-key",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What an event, a submission or an OData document says. Raises Unreadable."""
        if raw.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            return _submission("", read_xml(raw.body))
        told = read_object(raw.body)
        event, event_id = id_text(told.get("type")), id_text(told.get("id"))
        if event == "submission.create":
            return _submission(event_id, read_xml(id_text(member(told, "data", "xml"))))
        if event == "submission.update":
            return told_of(about(event_id, completed=True), "review-state", f"{event_id}:{event}")
        if event == "entity.update.version":
            return Reading(outcome=Outcome.UPDATE_META, reason="entity", key=f"{event_id}:{event}")
        if event:
            raise Unreadable("unknown-event")
        rows = [row for row in elements(told, "value") or [told] if not members(row, "__system").get("deletedAt")]
        return stored_of([_fetched(row) for row in rows if id_text(row.get("__id"))], len(rows))


def _submission(event_id: str, root: Element) -> Reading:
    names = {child.name for child in root.children}
    if names & {"encryptedXmlFile", "base64EncryptedKey"} or root.attributes.get("encrypted") == "yes":
        raise Unreadable("encrypted")
    marked, ended = root.find("meta", "instanceID"), root.find("end")
    response = ForeignResponse(
        id=event_id or (marked.text if marked else ""),
        form_id=root.attributes.get("id", ""),
        submitted_at=moment(ended.text if ended else ""),
        completed=True,
        language="",
        answers=answers(from_xml(root)),
    )
    return stored([response] if response.id else [], f"{response.id}:submission.create")


def _fetched(row: dict[str, Json]) -> ForeignResponse:
    system = members(row, "__system")
    return ForeignResponse(
        id=id_text(row.get("__id")),
        form_id="",
        submitted_at=moment(system.get("submissionDate")),
        completed=True,
        language="",
        answers=answers(from_json(row)),
        modified_at=moment(system.get("updatedAt")),
    )
