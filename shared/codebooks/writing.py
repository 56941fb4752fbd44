"""Writes a codebook as the YAML file that people edit."""

from dataclasses import asdict
from typing import Any

import yaml

from shared.codebooks.codebook import Codebook


def codebook_yaml(codebook: Codebook) -> str:
    """The codebook as a file; loading it again gives an equal codebook."""
    written: str = yaml.dump(_plain(asdict(codebook)), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return written


class _Dumper(yaml.SafeDumper):
    """YAML's safe dumper; it quotes the rare line breaks that it would otherwise write in a way that loses them."""

    def text(self, value: str) -> yaml.ScalarNode:
        style = '"' if any(rare in value for rare in "\x85\u2028\u2029\ufeff") else None
        return self.represent_scalar("tag:yaml.org,2002:str", value, style)


_Dumper.add_representer(str, _Dumper.text)


def _plain(value: Any) -> Any:
    """Lists for tuples, nothing for what is empty."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if inner not in ({}, ())}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value
