"""Writes a codebook as the YAML file that people edit, and as plain values."""

from dataclasses import asdict
from typing import Any

import yaml

from shared.codebooks.codebook import Codebook


def codebook_body(codebook: Codebook) -> dict[str, Any]:
    """The codebook as services tell it to each other, with the keys of a codebook file."""
    body: dict[str, Any] = _plain(asdict(codebook))
    return body


def codebook_yaml(codebook: Codebook) -> str:
    """The codebook as a file; loading it again gives an equal codebook."""
    written: str = yaml.dump(codebook_body(codebook), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return written


class _Dumper(yaml.SafeDumper):
    """YAML's safe dumper; it quotes the rare line breaks that it would otherwise write in a way that loses them."""

    def text(self, value: str) -> yaml.ScalarNode:
        style = '"' if any(rare in value for rare in "\x85\u2028\u2029\ufeff") else None
        return self.represent_scalar("tag:yaml.org,2002:str", value, style)


_Dumper.add_representer(str, _Dumper.text)


def _plain(value: Any) -> Any:
    """Lists for tuples, nothing for what is empty or not so."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if inner not in ({}, (), "", False)}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value
