"""Writes a REFI-QDA project (.qdpx), for programs such as ATLAS.ti, MAXQDA, NVivo or QualCoder.

The format is that of the REFI-QDA standard 1.5, chapter project exchange (https://www.qdasoftware.org): offsets count
characters (Unicode code points) from 0 and the end stands behind the last one.
"""

import io
import uuid
import zipfile
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree

from services.reports.adapters.exports.safe_text import on_one_line
from services.reports.domain.coded_project import CodedSpan, Project, Source
from services.reports.domain.report_content import ReportContent

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
_GUIDS: Final = uuid.UUID("7b3f2a08-5d0c-5b5a-8f50-3a1e5f0f1c62")
_WHEN: Final = (2000, 1, 1, 0, 0, 0)
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")
_NOT_XML: Final = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), 65533),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}


def report_qdpx(content: ReportContent) -> bytes:
    """The approved quotes of a report with their codes."""
    sources = tuple(
        Source(each.id, each.question, each.text, (CodedSpan(each.code, 0, len(each.text), "adborth"),))
        for each in content.coded
    )
    place = f"{content.slug}/{content.number or 'draft'}"
    return qdpx_of(Project(place, content.title.text, content.themes, sources))


def qdpx_of(project: Project) -> bytes:
    """The project as a file; the same project gives the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(_entry("project.qde"), _Writing(project).xml())
        for source in project.sources:
            packed.writestr(_entry(f"sources/{_guid(project, 'text', source.id)}.txt"), plain(source.text).encode())
    return written.getvalue()


def plain(text: str) -> str:
    """The text as the file holds it: what XML can't is replaced letter by letter, so that every offset holds."""
    return text.translate(_NOT_XML).replace("\r", "\n")


class _Writing:
    def __init__(self, project: Project) -> None:
        self._project = project

    def xml(self) -> bytes:
        project = self._project
        told = {"xmlns": NAMESPACE, "name": on_one_line(project.title) or "adborth", "origin": "adborth"}
        root = ElementTree.Element("Project", told)
        coders = dict.fromkeys(each.coder for source in project.sources for each in source.codings)
        users = ElementTree.SubElement(root, "Users")
        for coder in coders or ("adborth",):
            ElementTree.SubElement(users, "User", {"guid": self._guid("coder", coder), "name": on_one_line(coder)})
        self._codes(ElementTree.SubElement(ElementTree.SubElement(root, "CodeBook"), "Codes"))
        if project.sources:
            self._sources(ElementTree.SubElement(root, "Sources"), project.sources)
        return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))

    def _codes(self, parent: ElementTree.Element) -> None:
        for place, theme in enumerate(self._project.themes):
            colour = _COLOURS[place % len(_COLOURS)]
            above = self._code(parent, ("theme", theme.id), theme.title, "false", colour)
            for code, title in theme.codes:
                self._code(above, ("code", code), title, "true", colour)

    def _code(
        self, parent: ElementTree.Element, what: tuple[str, str], title: str, codable: str, colour: str
    ) -> ElementTree.Element:
        named = {"guid": self._guid(*what), "name": on_one_line(title) or what[1], "isCodable": codable}
        return ElementTree.SubElement(parent, "Code", {**named, "color": colour})

    def _sources(self, parent: ElementTree.Element, sources: Iterable[Source]) -> None:
        for source in sources:
            told = {
                "guid": self._guid("source", source.id),
                "name": on_one_line(f"{source.id} {source.name}"),
                "plainTextPath": f"internal://{self._guid('text', source.id)}.txt",
            }
            element = ElementTree.SubElement(parent, "TextSource", told)
            for place, coding in enumerate(source.codings):
                self._coding(element, source, coding, place)

    def _coding(self, parent: ElementTree.Element, source: Source, coding: CodedSpan, place: int) -> None:
        mine, coder = f"{source.id}/{place}", self._guid("coder", coding.coder)
        selected = {
            "guid": self._guid("selection", mine),
            "name": on_one_line(plain(source.text)[coding.start : coding.end], 80),
            "startPosition": str(coding.start),
            "endPosition": str(coding.end),
            "creatingUser": coder,
        }
        element = ElementTree.SubElement(parent, "PlainTextSelection", selected)
        given = ElementTree.SubElement(element, "Coding", {"guid": self._guid("coding", mine), "creatingUser": coder})
        ElementTree.SubElement(given, "CodeRef", {"targetGUID": self._guid("code", coding.code)})

    def _guid(self, kind: str, name: str) -> str:
        return _guid(self._project, kind, name)


def _guid(project: Project, kind: str, name: str) -> str:
    return str(uuid.uuid5(_GUIDS, f"{project.id}/{kind}/{name}")).upper()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
