"""The client that the documentation shows does what it says, against an application that is served."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.served_apis import served_apis
from tests.support.serving import served
from tests.support.sources import ROOT


def test_the_python_example_runs_as_it_stands(tmp_path: Path) -> None:
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "docs/api.md").read_text(), re.DOTALL)
    with served_apis(tmp_path) as apis, served(apis.apps["intake"]) as address:
        environment = os.environ | {"ADBORTH_ADDRESS": address, "ADBORTH_TOKEN": apis.token}
        command = [sys.executable, "-c", example]
        for number in (1, 2):
            ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
            assert ran.returncode == 0, ran.stderr
            assert ran.stdout.splitlines() == ["True sent twice, stored once", f"{number} responses"]
