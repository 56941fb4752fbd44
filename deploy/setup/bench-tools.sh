#!/usr/bin/env bash
# The load generator of `make bench`: install it when it is missing, start nothing.
set -euo pipefail

command -v wrk >/dev/null && exit

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "bench: please install this package as root, then run this again: wrk" >&2
    exit 1
fi

echo "bench: installing wrk"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || true # an old list may do
apt-get install -y -qq --no-install-recommends wrk >/dev/null
