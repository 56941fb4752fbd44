#!/usr/bin/env bash
# Make .venv with the machine's Python (3.11 or newer) and put the pinned installer and builder into it.
set -euo pipefail
cd "$(dirname "$0")/../.."

stop() {
    echo "setup: $*" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in "${PYTHON:-python3.11}" python3.11 python3.12 python3.13 python3; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# Debian ships venv apart from Python.
need_venv_module() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || stop "please install the package python3-venv, then run this again"
    echo "setup: installing python3-venv"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true # an old list may do
    apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
}

if ! new_enough .venv/bin/python; then
    python=$(find_python) || stop "please install Python 3.11 or newer (package python3), then run this again"
    need_venv_module "$python"
    echo "setup: making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/locks/build.txt
