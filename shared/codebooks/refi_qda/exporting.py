"""Writes a codebook as a REFI-QDA codebook (.qdc), for programs such as ATLAS.ti, MAXQDA, NVivo or QualCoder.

The format is that of the REFI-QDA standard 1.5, chapter codebook exchange (https://www.qdasoftware.org).
"""

import uuid
from collections.abc import Mapping
from xml.etree import ElementTree

from shared.codebooks.codebook import Code, Codebook, Facet, Theme, Words
from shared.codebooks.refi_qda.description import Description, plain_name

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_GUIDS = uuid.UUID("0e4f7c64-1c1b-5b0e-9d4c-6d0b6a3f2f57")
_FACETS = Facet("facets", {"en": "Facets", "cy": "Agweddau"}, {})
_GREY = "#6B6B6B"
# A theme and its codes share a colour; eight that people who see colours differently tell apart (Okabe and Ito 2008).
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")


def to_qdc(codebook: Codebook) -> bytes:
    """The codebook as a .qdc file, without codes that are gone; reading it again gives an equal codebook.

    Themes are codes that cannot be given, with their codes below them; facets likewise. A set with the codebook's
    name holds them all and says id, version and titles. A code keeps its GUID from version to version.
    """
    return _Export(codebook).content()


class _Export:
    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._guids: list[str] = []

    def content(self) -> bytes:
        root = ElementTree.Element("CodeBook", {"xmlns": NAMESPACE, "origin": "adborth"})
        codes = ElementTree.SubElement(root, "Codes")
        for number, theme in enumerate(theme for theme in self._codebook.themes if theme.live):
            self._add_theme(codes, theme, _COLOURS[number % len(_COLOURS)])
        if self._codebook.facets:
            self._add_facets(codes)
        self._add_set(ElementTree.SubElement(root, "Sets"))
        ElementTree.indent(root)
        return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))

    def _add_theme(self, parent: ElementTree.Element, theme: Theme, colour: str) -> None:
        told = _told("theme", theme, {"Definition": theme.definition})
        element = self._add(parent, theme, told, colour)
        for code in theme.live:
            told = _told("code", code, {"Include": code.include, "Exclude": code.exclude})
            for language, phrases in code.examples.items():
                told.lines.extend(("Example", language, phrase) for phrase in phrases)
            self._add(element, code, told, colour)

    def _add_facets(self, parent: ElementTree.Element) -> None:
        element = self._add(parent, _FACETS, _told("facets", _FACETS, {}), _GREY)
        for facet in self._codebook.facets:
            self._add(element, facet, _told("facet", facet, {"Definition": facet.definition}), _GREY)

    def _add_set(self, parent: ElementTree.Element) -> None:
        told = _told("codebook", self._codebook, {})
        told.add("Version", str(self._codebook.version))
        named = {"guid": self._guid("codebook"), "name": _name(self._codebook)}
        element = ElementTree.SubElement(parent, "Set", named)
        ElementTree.SubElement(element, "Description").text = told.text()
        for guid in self._guids:
            ElementTree.SubElement(element, "MemberCode", {"guid": guid})

    def _add(
        self, parent: ElementTree.Element, part: Theme | Code | Facet, told: Description, colour: str
    ) -> ElementTree.Element:
        kind = told.one("Kind")
        guid = self._guid(f"{kind}/{part.id}")
        self._guids.append(guid)
        codable = "true" if kind in {"code", "facet"} else "false"
        named = {"guid": guid, "name": _name(part), "isCodable": codable, "color": colour}
        element = ElementTree.SubElement(parent, "Code", named)
        ElementTree.SubElement(element, "Description").text = told.text()
        return element

    def _guid(self, id_: str) -> str:
        return str(uuid.uuid5(_GUIDS, f"{self._codebook.id}/{id_}")).upper()


def _told(kind: str, part: Codebook | Theme | Code | Facet, words: Mapping[str, Words]) -> Description:
    told = Description()
    told.add("Kind", kind)
    told.add("Id", part.id)
    # The English title is the name, and said again only where a name cannot hold it.
    titles = {lang: title for lang, title in part.title.items() if lang != "en" or title != _name(part)}
    told.add_words("Title", titles)
    for label, by_language in words.items():
        told.add_words(label, by_language)
    return told


def _name(part: Codebook | Theme | Code | Facet) -> str:
    return plain_name(part.title["en"]) or part.id
