"""KoboToolbox: a submission as one flat object or as XML; labels are not in it, choices are codes."""

from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import scalar_text
from services.intake.providers.json_reading import Json, members, objects, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, id_text, stored
from services.intake.providers.submission_paths import from_json, from_xml, without_prefix
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.xml_reading import Element, read_xml

_MARKS: Final = ("_uuid", "_id", "meta/instanceID", "_submission_time")


class KoboToolbox(Tool):
    """It signs nothing: the secret is sent by HTTP Basic or in a header. Edits and deletions are not sent."""

    name = "kobotoolbox"
    title = "KoboToolbox"
    proof = SharedSecret()
    hosts = frozenset({"kf.kobotoolbox.org", "eu.kobotoolbox.org"})
    setup = Setup(
        secret=SecretPlace.HEADER,
        hint="Add a REST service in KoboToolbox with this address, and put the secret into a custom HTTP header.",
        header="x-adborth-secret",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        if raw.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            response = _from_xml(read_xml(raw.body))
        else:
            response = _from_json(_submission(read_object(raw.body)))
        return stored([response] if response.id else [], response.id)


def _submission(told: dict[str, Json]) -> dict[str, Json]:
    """The submission itself, also where an owner's template wraps it."""
    wrapped = [members(told, name) for name in told]
    candidates = [told, *wrapped, *(members(outer, name) for outer in wrapped for name in outer)]
    return next((each for each in candidates if any(mark in each for mark in _MARKS)), told)


def _from_json(told: dict[str, Json]) -> ForeignResponse:
    files = _files(told)
    given = ((ref, label, _address(files, ref, said)) for ref, label, said in from_json(told))
    return ForeignResponse(
        id=_id(told),
        form_id=id_text(told.get("_xform_id_string")),
        submitted_at=moment(told.get("_submission_time")) or moment(told.get("end")),
        completed=True,
        language="",
        answers=answers(given),
    )


def _id(told: dict[str, Json]) -> str:
    """The submission's id; one that was edited has a new id and names its first one, by which it is known."""
    first = id_text(told.get("meta/rootUuid")) if told.get("meta/deprecatedID") else ""
    found = first or id_text(told.get("_uuid")) or id_text(told.get("meta/instanceID")) or id_text(told.get("_id"))
    return without_prefix(found)


def _files(told: dict[str, Json]) -> dict[str, str]:
    """The addresses of files by question and by name."""
    found: dict[str, str] = {}
    for each in objects(told, "_attachments"):
        address = id_text(each.get("download_url"))
        name = id_text(each.get("media_file_basename")) or id_text(each.get("filename")).rpartition("/")[2]
        found |= {id_text(each.get("question_xpath")): address, name: address}
    return {name: address for name, address in found.items() if name and address}


def _address(files: dict[str, str], ref: str, said: str) -> str:
    return files.get(ref) or files.get(said) or said


def _from_xml(root: Element) -> ForeignResponse:
    marked = root.find("meta", "instanceID")
    ended = root.find("end")
    return ForeignResponse(
        id=without_prefix(marked.text if marked else root.attributes.get("instanceID", "")),
        form_id=scalar_text(root.attributes.get("id", "")),
        submitted_at=moment(root.attributes.get("submissionDate", "")) or moment(ended.text if ended else ""),
        completed=True,
        language="",
        answers=answers(from_xml(root)),
    )
