"""Parses YAML into plain values that remember their lines, so that an error can point at one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


class LocatedMapping(dict[str, Any]):
    """A mapping with the line of each key, and its own; lines count from 1."""

    def __init__(self, values: Mapping[Any, Any], line: int, lines: dict[object, int]) -> None:
        super().__init__(values)
        self.line = line
        self.lines = lines


class LocatedList(list[Any]):
    """A list with the line of each item, counted from 1."""

    def __init__(self, values: list[Any], lines: list[int]) -> None:
        super().__init__(values)
        self.lines = lines


@dataclass
class NotYaml(Exception):
    """The text is no YAML that a codebook may be written in; `line` counts from 1."""

    line: int
    reason: str = field(default="")


def parse(text: str) -> object:
    """The document in `text`, its mappings and lists located; raises NotYaml. Nothing in it is executed."""
    try:
        loader = _Loader(text)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYaml(_line(mark), error.problem or error.context or "") from error
    except yaml.reader.ReaderError as error:
        raise NotYaml(text.count("\n", 0, error.position) + 1, f"{error.reason} (#x{error.character:04x})") from error
    except RecursionError as error:
        raise NotYaml(1, "it is nested too deeply") from error


class _Loader(yaml.SafeLoader):
    """YAML's safe loader; what it makes remembers its lines, and a key given twice is an error."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:  # such as a date in month 13
            raise ConstructorError(None, None, str(error), node.start_mark) from error

    def located_mapping(self, node: MappingNode) -> LocatedMapping:
        lines: dict[object, int] = {}
        for key in (key for key, _ in node.value if isinstance(key, ScalarNode)):
            if key.value in lines:
                raise ConstructorError(None, None, f"the key {key.value!r} is given twice", key.start_mark)
            lines[key.value] = _line(key.start_mark)
        return LocatedMapping(self.construct_mapping(node, deep=True), _line(node.start_mark), lines)

    def located_list(self, node: SequenceNode) -> LocatedList:
        return LocatedList(self.construct_sequence(node, deep=True), [_line(item.start_mark) for item in node.value])


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.located_mapping)
_Loader.add_constructor("tag:yaml.org,2002:seq", _Loader.located_list)


def _line(mark: Any) -> int:
    return int(mark.line) + 1 if mark else 1
