#!/usr/bin/env bash
# The servers, the browser and the reader of PDFs that the tests start themselves: install what is missing, start nothing.
set -euo pipefail

declare -A proof=(
    [rabbitmq-server]=/usr/lib/rabbitmq/bin/rabbitmq-server
    [postgresql]='/usr/lib/postgresql/*/bin/postgres'
    [chromium]=/usr/bin/chromium
    [nginx-light]=/usr/sbin/nginx
    [poppler-utils]=/usr/bin/pdftotext
)

missing=()
for package in "${!proof[@]}"; do
    compgen -G "${proof[$package]}" >/dev/null || missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "tests: please install these packages as root, then run this again: ${missing[*]}" >&2
    exit 1
fi

echo "tests: installing ${missing[*]}"
# The packages would start system services; the tests start private ones instead.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    trap 'rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
fi
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -qq || true # an old list may do
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
