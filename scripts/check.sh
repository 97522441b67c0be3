#!/bin/sh
# The quick checks, in the order in which a mistake is cheapest to mend.
set -eu
bin=${VENV:-.venv}/bin
step() { printf '\n== %s\n' "$1"; shift; "$@"; }
step "style" "$bin/ruff" check .
step "format of templates" "$bin/djlint" --lint --quiet templates
step "types" "$bin/mypy"
step "imports point one way" "$bin/lint-imports"
step "django" "$bin/python" manage.py check --fail-level WARNING
step "no missing migration" "$bin/python" manage.py makemigrations --check --dry-run
step "rulebooks" "$bin/python" manage.py check_rulebooks
