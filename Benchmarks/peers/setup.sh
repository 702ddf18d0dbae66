#!/usr/bin/env bash
# Installs the peers into a virtual environment: setup.sh VENV (any folder outside the repository).
set -euo pipefail

venv=${1:?usage: setup.sh VENV, a folder for the virtual environment}
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps recbole==1.2.1
"$venv/bin/python" "$here/metrics.py"
echo "Ready: $venv/bin/python $here/run.py"
