#!/bin/sh
# The engine's properties, 10,000 examples each (EXAMPLES=… for another number). Usage: deep.sh [WORDS IN A TEST'S NAME]
set -eu
bin=${VENV:-.venv}/bin
workers=$(nproc 2>/dev/null || echo 2)
HYPOTHESIS_PROFILE=deep exec "$bin/python" -m pytest tests/engine -k "${*:-test}" -n "$workers" -q --timeout 0
