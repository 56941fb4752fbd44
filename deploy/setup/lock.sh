#!/usr/bin/env bash
# Write deploy/locks anew from pyproject.toml: every package with its hashes, for every platform, without addresses.
set -euo pipefail
cd "$(dirname "$0")/../.."

lock() {
    .venv/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-annotate --no-header ${UPGRADE:+--upgrade} "$@"
}

lock pyproject.toml -o deploy/locks/run.txt
lock pyproject.toml --group dev -c deploy/locks/run.txt -o deploy/locks/dev.txt
lock --group build -c deploy/locks/dev.txt -o deploy/locks/build.txt
lock --no-deps --group small-model -o deploy/locks/small-model.txt
