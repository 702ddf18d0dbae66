#!/usr/bin/env bash
# Holds a real service against its own OpenAPI document, with every check that schemathesis has.
# usage: conformance.sh SHOP [options of `schemathesis run`, such as --max-examples 200 --seed 1]
# SHOP is the folder of a trained shop; it is copied. Needs `schemathesis` on the path (pip install schemathesis).
set -euo pipefail
shop=$1
shift
bowerbird=$(realpath "${BOWERBIRD:-.build/release/bowerbird}")
folder=$(mktemp -d)
service=
finish() {
    if [ -n "$service" ]; then kill "$service" && wait "$service" || true; fi
    rm -rf "$folder"
}
trap finish EXIT
cp -r "$shop" "$folder/shop"
key=$("$bowerbird" keys create conformance --scope admin --shop "$folder/shop" | sed 's/.*"key":"\([^"]*\)".*/\1/')
"$bowerbird" serve --shop "$folder/shop" --port 0 2> "$folder/log" &
service=$!
until base=$(grep -o 'listening on http://[^ ]*' "$folder/log" | cut -d' ' -f3) && [ -n "$base" ]; do
    kill -0 "$service" || { cat "$folder/log"; exit 1; }
    sleep 0.1
done
cp "$(dirname "$0")/schemathesis.toml" "$folder/"
cd "$folder"
status=0
schemathesis run "$base/openapi.json" --header "Authorization: Bearer $key" --checks all --max-response-time 60 "$@" || status=$?
grep -E '(error|critical) ' "$folder/log" || true
exit $status
