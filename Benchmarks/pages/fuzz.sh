#!/usr/bin/env bash
# Mutated pages, many of them, and a tenth as many full of one thing: how many were read, the slowest in milliseconds per MiB,
# the memory at its peak.
# usage: fuzz.sh [RUNS [SEED [FOLDER-OF-HTML-FILES]]]   needs a build: swift build -c release -Xswiftc -enable-testing --build-tests
set -euo pipefail
cd "$(dirname "$0")/../.."
export BOWERBIRD_FUZZ_RUNS=${1:-1000000} BOWERBIRD_FUZZ_SEED=${2:-17}
if [ $# -ge 3 ]; then BOWERBIRD_FUZZ_PAGES=$(realpath "$3"); export BOWERBIRD_FUZZ_PAGES; fi
# One test after the other: two at once slow each other down by half, which is no page's cost.
swift test -c release --skip-build --no-parallel -Xswiftc -enable-testing --filter FuzzTests
