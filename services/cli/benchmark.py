"""`adborth benchmark`: the engine beside other people's tools, on other people's data."""

import json
import os
from pathlib import Path

import click

from services.cli.benchmarks.comments import load_comments, patient_experience
from services.cli.benchmarks.fresh_process import on_one_core
from services.cli.benchmarks.nhs import QUICK, WHOLE, measure
from services.cli.benchmarks.nhs_shown import show
from services.cli.failures import CommandFailed
from shared.contracts.errors import CodedError

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def benchmark() -> None:
    """Measure the engine beside its peer on public data."""


@benchmark.command()
@click.argument("path", metavar="PATH", type=_IN)
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
@click.option("--quick", is_flag=True, help="No few-shot, no draws of reviews, a peer that learns from 1,500 comments.")
def nhs(path: Path, as_json: bool, quick: bool) -> None:
    """Train on the train split of labelled patients' comments and test beside pxtextmining's SVC, on one core.

    PATH holds lines of {id, question, text, labels, split, duplicate_of_train}.
    """
    if not hasattr(os, "sched_setaffinity"):
        raise CommandFailed("this system cannot keep a process to one core: run the benchmark on Linux")
    codebook = patient_experience()
    try:
        comments = load_comments(path, codebook)
    except CodedError as error:
        raise CommandFailed(str(error)) from error
    found = {"path": str(path), "quick": quick} | on_one_core(measure, codebook, comments, QUICK if quick else WHOLE)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show(found)
