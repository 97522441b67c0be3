# Two commands: `make play` opens the town on this machine; `make test` checks everything.
VENV ?= .venv
PY := $(VENV)/bin/python
export DATA_DIR ?= $(CURDIR)/var
.DEFAULT_GOAL := help
.PHONY: help play test test-deep test-journeys mutants check bench lock vendor messages

help:
	@echo "make play    open Good Standing on this machine (PORT, HOST, DATA_DIR)"
	@echo "make test    run every check and every test"
	@echo "make test-deep  run the engine's properties on ten thousand examples each (hours; ONLY=word for some)"
	@echo "make test-journeys  take every journey in the browser on every screen it is meant for"
	@echo "make mutants    change the engine in hundreds of small ways and see whether a test notices"
	@echo "make check   the quick checks only: style, types, imports, rulebooks"
	@echo "make bench   print how fast the engine is, one JSON object a line"
	@echo "make lock    compile the pinned requirements"

play:
	@sh scripts/setup.sh requirements.txt
	@exec $(PY) manage.py serve

test:
	@sh scripts/setup.sh requirements.txt requirements-dev.txt
	@VENV=$(VENV) sh scripts/test.sh

test-deep:
	@sh scripts/setup.sh requirements.txt requirements-dev.txt
	@VENV=$(VENV) sh scripts/deep.sh $(ONLY)

test-journeys:
	@sh scripts/setup.sh requirements.txt requirements-dev.txt
	@sh scripts/browser.sh
	@JOURNEYS=all $(PY) -m pytest tests/journeys -q

mutants:
	@sh scripts/setup.sh requirements.txt requirements-dev.txt
	@VENV=$(VENV) sh scripts/mutants.sh

check:
	@sh scripts/setup.sh requirements.txt requirements-dev.txt
	@VENV=$(VENV) sh scripts/check.sh

bench:
	@sh scripts/setup.sh requirements.txt
	@$(PY) -m scoring.engine.bench && $(PY) -m tests.engine.wrong.bench
	@folder=$$(mktemp -d) && export DATA_DIR=$$folder && $(PY) manage.py migrate -v0 && $(PY) manage.py bench_pages && $(PY) manage.py bench_boards && $(PY) manage.py bench_editors; rm -rf "$$folder"

lock:
	@sh scripts/setup.sh requirements.txt requirements-dev.txt
	$(PY) -m piptools compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements.txt requirements.in
	$(PY) -m piptools compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements-dev.txt requirements-dev.in
