"""The codes of a .qdc file as they stand in it, ours or anybody's: a tree of names and descriptions."""

from dataclasses import dataclass, field

from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.refi_qda.description import Description
from shared.codebooks.refi_qda.exporting import NAMESPACE
from shared.codebooks.refi_qda.xml_tree import Element

_CODABLE = {"true": True, "1": True, "false": False, "0": False}


@dataclass
class Item:
    """A code or a set of the file; `kind` is ours ("theme", "code", …) or empty in a file of somebody else."""

    name: str
    line: int
    told: Description
    guid: str = ""
    codable: bool = False
    children: "list[Item]" = field(default_factory=list)
    members: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What adborth wrote it as."""
        return self.told.one("Kind")


def local(name: str) -> str:
    """An element's name in the namespace of codebooks."""
    return f"{NAMESPACE} {name}"


def codes_of(root: Element, source: str) -> list[Item]:
    """The top-level codes of the file with all below them; raises InvalidCodebook when it holds none."""
    if root.name != local("CodeBook"):
        rule = f"must be a CodeBook in the namespace {NAMESPACE}, but is {root.name.split()[-1]!r}"
        raise InvalidCodebook(source, "file", rule, line=root.line)
    found = [_code(code, source) for codes in root.all(local("Codes")) for code in codes.all(local("Code"))]
    if not found:
        raise InvalidCodebook(source, "file", "must hold at least one code", line=root.line)
    return found


def sets_of(root: Element, source: str) -> list[Item]:
    """The sets of the file, which name their members by GUID."""
    return [_set(each, source) for sets in root.all(local("Sets")) for each in sets.all(local("Set"))]


def _code(element: Element, source: str) -> Item:
    codable = element.attributes.get("isCodable", "true").strip()
    if codable not in _CODABLE:
        raise InvalidCodebook(source, "code", f"isCodable {codable!r} must be true or false", line=element.line)
    return Item(
        name=_name(element, "code", source),
        line=element.line,
        told=_description(element),
        guid=_guid(element),
        codable=_CODABLE[codable],
        children=[_code(child, source) for child in element.all(local("Code"))],
    )


def _set(element: Element, source: str) -> Item:
    members = tuple(_guid(member) for member in element.all(local("MemberCode")))
    return Item(_name(element, "set", source), element.line, _description(element), _guid(element), members=members)


def _name(element: Element, place: str, source: str) -> str:
    name = " ".join(element.attributes.get("name", "").split())
    if not name:
        raise InvalidCodebook(source, place, "name must be a text that is not empty", line=element.line)
    return name


def _description(element: Element) -> Description:
    return Description.read("\n".join(child.text for child in element.all(local("Description"))))


def _guid(element: Element) -> str:
    return element.attributes.get("guid", "").strip().strip("{}").upper()
