#!/bin/sh
# Make or refresh the virtual environment. Usage: setup.sh REQUIREMENTS...
# Says in one sentence what is missing; does nothing where nothing changed.
set -eu
say() { printf '%s\n' "$1" >&2; exit 1; }

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
venv=${VENV:-$root/.venv}

python=${PYTHON:-}
if [ -z "$python" ]; then
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$name; break
    fi
  done
fi
[ -n "$python" ] && command -v "$python" >/dev/null 2>&1 \
  || say "Good Standing needs Python 3.11 or newer, and none was found. Install it, or name it: PYTHON=/path/to/python3 make play"
[ -w "$root" ] || [ -w "$venv" ] \
  || say "This folder can't be written to ($root). Copy it to a place that is yours and try again."

stamp="$venv/.requirements"
wanted=$(cat "$@" | cksum)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted:$*" ] && exit 0

if [ ! -x "$venv/bin/python" ]; then
  "$python" -m venv "$venv" 2>/dev/null \
    || say "Python's venv module is missing (on Debian: apt install python3-venv). Install it and try again."
fi
set -- "$@"
args=''
for file in "$@"; do args="$args -r $file"; done
# shellcheck disable=SC2086  (args is a list of words)
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check $args \
  || say "The requirements could not be installed (see above). With a network connection, try again: nothing else was changed."
printf '%s' "$wanted:$*" > "$stamp"
