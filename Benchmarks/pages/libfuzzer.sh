#!/usr/bin/env bash
# Reads what libFuzzer makes of the demonstration shop's pages and of those in a folder, with the address sanitizer: a fault, memory
# that is used after it was given back or not given back at all, or a page that takes five seconds ends it, and the page is kept.
# usage: libfuzzer.sh [RUNS [SEED [FOLDER-OF-HTML-FILES]]]
set -euo pipefail
runs=${1:-1000000} seed=${2:-17}
pages=()
if [ $# -ge 3 ]; then pages=("$(realpath "$3")"); fi
cd "$(dirname "$0")/../.."
build=Benchmarks/.build-libfuzzer
BOWERBIRD_LIBFUZZER=1 swift build -c release --package-path Benchmarks --scratch-path $build --product PageFuzzer \
    -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
found=$(mktemp -d)
# Pages that reach something new are kept in the first folder.
mkdir "$found/pages"
echo "pages that end it: $found"
$build/release/PageFuzzer -runs="$runs" -seed="$seed" -max_len=65536 -timeout=5 -rss_limit_mb=4096 -artifact_prefix="$found/" \
    -print_final_stats=1 "$found/pages" corpora/pages "${pages[@]}"
