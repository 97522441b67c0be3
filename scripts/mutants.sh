#!/bin/sh
# Mutants of the engine's meaning: which small changes no test notices. They live in mutants/, which may be deleted.
set -eu
bin=${VENV:-.venv}/bin
export HYPOTHESIS_PROFILE=mutants
"$bin/mutmut" run "$@"
"$bin/mutmut" results
