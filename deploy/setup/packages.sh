#!/usr/bin/env bash
# Install the locked packages named by the lock files given, each checked against its hash; after --no-deps without
# what they depend on.
set -euo pipefail
cd "$(dirname "$0")/../.."

options=(--quiet --require-hashes)
if [ "$1" = --no-deps ]; then
    options+=(--no-deps)
    shift
fi
locks=()
for lock in "$@"; do
    locks+=(-r "$lock")
done

# uv does not read pip's settings: hand on the one that decides where packages come from.
index=$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)
index=${PIP_INDEX_URL:-$index}
if [ -n "$index" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then
    export UV_DEFAULT_INDEX=$index
fi

echo "setup: installing $*"
if .venv/bin/uv pip install --python .venv/bin/python "${options[@]}" "${locks[@]}"; then
    exit
fi
echo "setup: uv could not; trying pip, which is slower" >&2
.venv/bin/python -m pip install --disable-pip-version-check "${options[@]}" "${locks[@]}"
