"""Modules are joined into one script that browsers fetch at once."""

from pathlib import Path

import pytest

from deploy.setup.joined_scripts import joined


def write(folder: Path, **scripts: str) -> Path:
    for name, text in scripts.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "main.js"


def test_what_is_imported_stands_before_and_once(tmp_path: Path) -> None:
    script = write(
        tmp_path,
        main='// Says hello.\nimport { b } from "./b.js";\nimport {\n  c,\n} from "./c.js";\n\nb(c);\n',
        b='import { c } from "./c.js";\nexport const b = (x) => x + c;\n',
        c="export const c = 1;\n",
    )
    assert joined(script).decode() == "const c = 1;\nconst b = (x) => x + c;\nb(c);\n"


def test_a_script_that_imports_nothing_loses_its_comments_and_indents_alone(tmp_path: Path) -> None:
    script = write(tmp_path, main='if (a) {\n  // why\n  say("// not a comment");\n}\n')
    assert joined(script).decode() == 'if (a) {\nsay("// not a comment");\n}\n'


def test_a_name_that_two_modules_use_is_refused(tmp_path: Path) -> None:
    script = write(tmp_path, main='import { a } from "./a.js";\nconst twice = a;\n', a="function twice() {}\n")
    with pytest.raises(ValueError, match="twice"):
        joined(script)


def test_a_module_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        joined(write(tmp_path, main='import { a } from "./a.js";\n'))
