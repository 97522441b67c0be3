#!/bin/sh
# Everything: checks, then tests on SQLite, then the database and broker tests on PostgreSQL and Redis where
# they can be reached. Says plainly what it left out. The last lines are pytest's summary.
set -eu
bin=${VENV:-.venv}/bin
sh scripts/browser.sh
checked=$(mktemp)
trap 'rm -f "$checked"' EXIT
sh scripts/check.sh >"$checked" 2>&1 &  # beside the tests of services, which take one core
check=$!

workers=$(nproc 2>/dev/null || echo 2)
printf '\n== services\n'
services=$("$bin/python" scripts/services.py)
if [ -n "$services" ]; then
  printf 'Database and broker tests run on: %s\n' "$services"
  # shellcheck disable=SC2086  (a list of NAME=value)
  env $services "$bin/python" -m pytest tests -m services -p no:randomly -q
else
  printf 'LEFT OUT: PostgreSQL and Redis were not reached on this machine; their tests did not run.\n'
fi

wait "$check" || { cat "$checked"; exit 1; }
cat "$checked"

printf '\n== tests on SQLite\n'
"$bin/python" -m pytest tests -m "not services" -n "$workers" --dist loadfile -q
