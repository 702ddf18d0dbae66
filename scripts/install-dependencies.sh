#!/usr/bin/env bash
# Makes sure that Swift 6.2 or newer and the system libraries are there; installs what apt can install.
# usage: install-dependencies.sh [tests]   With "tests" also what only tests need: a PostgreSQL server.
set -euo pipefail

if ! command -v swift >/dev/null 2>&1; then
    cat >&2 <<'MESSAGE'
Bowerbird is written in Swift, and no `swift` is on this machine's PATH.
Get Swift 6.3 (Linux: Debian 12, Ubuntu 22.04 and 24.04 and others) from https://www.swift.org/install/linux/
or with Swift's own installer, swiftly: https://www.swift.org/install/linux/swiftly/
Then open a new terminal and run the same command again.
MESSAGE
    exit 1
fi

packages=(libicu-dev libdnnl-dev libpq-dev libsqlite3-dev zlib1g-dev pkg-config)
if [ "${1:-}" = tests ]; then packages+=(postgresql); fi
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

echo "Installing ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then as_root=(); else as_root=(sudo); fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q
"${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"
