#!/usr/bin/env bash
# Put the `adborth` command into .venv: an editable install, which needs no network.
set -euo pipefail
cd "$(dirname "$0")/../.."

.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation \
    --config-settings editable_mode=compat -e .
