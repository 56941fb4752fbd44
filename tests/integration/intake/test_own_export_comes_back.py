"""`adborth export` and then `adborth import`: into the survey that the file came from, and into another one."""

from pathlib import Path

import pytest

from services.cli.export import export
from services.cli.imports import import_file
from services.cli.survey import survey, withdraw
from services.intake.domain.responses import State
from tests.integration.intake.test_import_command import ids_by_state, run

SURVEY = """
slug: {slug}
languages: [en, cy]
title: {{en: A visit, cy: Ymweliad}}
questions:
  - key: role
    type: one_choice
    attribute: true
    text: {{en: "Your role?", cy: "Eich rôl?"}}
    options: [{{key: nurse, text: {{en: Nurse, cy: Nyrs}}}}, {{key: doctor, text: {{en: Doctor, cy: Meddyg}}}}]
  - key: used
    type: several_choices
    text: {{en: "What did you use?", cy: "Beth ddefnyddioch chi?"}}
    options: [{{key: phone, text: {{en: Phone, cy: Ffôn}}}}, {{key: post, text: {{en: By post, cy: Drwy'r post}}}}]
  - {{key: q_why, type: long_text, text: {{en: "Why?", cy: "Pam?"}}}}
"""
WORDS = ("- more chairs", "@home", "=1+1", "+44 was busy", "Roedd y staff yn garedig")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two surveys of the same questions; the first has responses, some of a rare language."""
    folder = tmp_path_factory.mktemp("filled")
    for slug in ("visit", "ward"):
        (folder / "survey.yaml").write_text(SURVEY.format(slug=slug), encoding="utf-8")
        assert run(survey, "publish", folder / "survey.yaml", "--data", folder).exit_code == 0
    rows = [
        f'{"cy" if n == 4 else "en"},{"nurse" if n % 7 else "doctor"},"phone; post",{WORDS[n % 5]}' for n in range(21)
    ]
    (folder / "cards.csv").write_text("\n".join(["language,role,used,q_why", *rows]), encoding="utf-8")
    done = run(import_file, folder / "cards.csv", "--survey", "visit", "--data", folder)
    assert "21 stored, 0 already there, 0 refused\n" in done.stdout, done.output
    for ending in ("csv", "xlsx"):
        out = folder / f"exported.{ending}"
        done = run(export, "--survey", "visit", "--format", ending, "--out", out, "--data", folder)
        assert done.exit_code == 0, done.output
    return folder


def told(folder: Path, ending: str, slug: str) -> str:
    done = run(import_file, folder / f"exported.{ending}", "--survey", slug, "--data", folder)
    assert done.exit_code == 0, done.output
    return next(line for line in done.stdout.splitlines() if "already there" in line)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_its_own_survey_has_all_of_it(filled: Path, ending: str) -> None:
    assert told(filled, ending, "visit") == "0 stored, 21 already there, 0 refused"
    assert sum(map(len, ids_by_state(filled, "visit").values())) == 21


def test_another_survey_takes_it_once_as_it_was_written(filled: Path) -> None:
    assert "hidden" in (filled / "exported.csv").read_text(encoding="utf-8")
    assert told(filled, "csv", "ward") == "21 stored, 0 already there, 0 refused"
    assert told(filled, "xlsx", "ward") == "0 stored, 21 already there, 0 refused"
    done = run(export, "--survey", "ward", "--format", "csv", "--out", filled / "ward.csv", "--data", filled)
    assert done.exit_code == 0, done.output
    first, second = ((filled / name).read_text(encoding="utf-8-sig") for name in ("exported.csv", "ward.csv"))
    for text in ("'- more chairs", "'@home", "'=1+1", "'+44 was busy", "Roedd y staff", "phone; post,1,1"):
        assert second.count(text) == first.count(text) > 0, text


def test_what_was_withdrawn_meanwhile_stays_away(filled: Path) -> None:
    [id_, *_] = sorted(id_ for ids in ids_by_state(filled, "visit").values() for id_ in ids)
    assert run(withdraw, id_, "--data", filled).stdout.startswith("Withdrawn.\n")
    assert told(filled, "csv", "visit") == "0 stored, 20 already there, 1 refused"
    assert len(ids_by_state(filled, "visit")[State.WITHDRAWN]) == 1
