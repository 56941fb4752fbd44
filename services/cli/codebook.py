"""`adborth codebook`: exchange codebooks with the programs of qualitative researchers, by REFI-QDA files (.qdc)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from services.cli.failures import CommandFailed
from services.cli.tables.replacing import replacing
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_codebook, load_codebook
from shared.codebooks.refi_qda.exporting import to_qdc
from shared.codebooks.refi_qda.importing import load_qdc
from shared.codebooks.writing import codebook_yaml
from shared.contracts.errors import CodedError

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def codebook() -> None:
    """Exchange codebooks with ATLAS.ti, MAXQDA, NVivo, QualCoder and others."""


@codebook.command("export")
@click.argument("name", metavar="NAME")
@click.option("--out", required=True, type=_OUT, help="The .qdc file to write.")
def export_codebook(name: str, out: Path) -> None:
    """Write the codebook NAME, or one in a .yaml file, as a REFI-QDA codebook."""
    with _told_in_one_line():
        book = load_codebook(Path(name)) if name.endswith((".yaml", ".yml")) else builtin_codebook(name)
        _replace(out, to_qdc(book))
    click.echo(f"Wrote {_summary(book)}: {out}")


@codebook.command("import")
@click.argument("source", metavar="FILE.qdc", type=_IN)
@click.option("--out", required=True, type=_OUT, help="The .yaml file to write.")
def import_codebook(source: Path, out: Path) -> None:
    """Read a REFI-QDA codebook and write it as a codebook file, to be read through and used."""
    with _told_in_one_line():
        book = load_qdc(source)
        _replace(out, codebook_yaml(book).encode())
    click.echo(f"Wrote {_summary(book)}: {out}")


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error


def _replace(out: Path, content: bytes) -> None:
    with replacing(out) as beside:
        beside.write_bytes(content)


def _summary(book: Codebook) -> str:
    numbers = f"{len(book.themes)} themes, {len(book.code_ids)} codes, {len(book.facets)} facets"
    return f"'{book.id}' version {book.version} with {numbers}"
