#!/bin/sh
# Everything: checks, then tests on SQLite, then the database and broker tests on PostgreSQL and Redis where
# they can be reached. Says plainly what it left out. The last lines are pytest's summary.
set -eu
bin=${VENV:-.venv}/bin
sh scripts/browser.sh
sh scripts/check.sh

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

printf '\n== tests on SQLite\n'
exec "$bin/python" -m pytest tests -m "not services" -n "$workers" --dist loadfile -q
