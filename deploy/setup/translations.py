"""Compile the translations named on the command line; a message that cannot work stops the set-up."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(source: Path) -> list[str]:
    """Write the .mo beside a .po and give what is wrong with it, a line each."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return [f"{source}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors]


if __name__ == "__main__":
    faults = [fault for name in sys.argv[1:] for fault in compile_catalogue(Path(name))]
    sys.exit("\n".join(faults) or None)
