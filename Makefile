# Copyright (c) 2026, asyncos.api contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Needs git, make and Python 3.11 or newer with venv and pip; "make PYTHON=python3.12 test" takes another Python.
# Everything else is installed into .venv. ARGS is handed on, as in: make unit ARGS="-k paging"

PYTHON ?= python3
ARGS ?=

export PYTHONPATH := $(CURDIR)/.build/collections

RUN := .venv/bin/python -m ansible_collections.asyncos.api.tests
STEPS := ruff-format ruff mypy yamllint ansible-lint rendered docs-lint site changelog integration sanity unit awx importer package

.DEFAULT_GOAL := help
.PHONY: help demo simulator test lint $(STEPS) format render examples samples bench matrix certification build clean setup setup-demo

help: ## show this list
	@echo "asyncos.api: what make can do"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' Makefile
	@echo "  Single steps of the tests: $(STEPS)"

demo: setup-demo ## simulate a fleet, query it, write demo-output/report.html
	@$(RUN).tools.demo $(ARGS)

simulator: setup-demo ## run the simulated fleet until Ctrl-C
	@$(RUN).simulator --fleet demo --state-dir .build/simulator $(ARGS)

test: setup ## everything that has to pass before a merge
	@$(RUN).tools.check

lint: setup ## the quick half of the tests: format, types, lint, docs, changelog
	@$(RUN).tools.check --group lint

site: ## documentation as a site in site-output
sanity: ## ansible-test sanity
unit: ## unit tests
awx: ## jobs of AWX by ansible-runner, and what sets AWX up
integration: ## integration targets on the simulator
importer: ## galaxy-importer on the tarball, without warnings
package: ## contents of the tarball, and the demo as installed from it
$(STEPS): setup
	@$(RUN).tools.check $@ -- $(ARGS)

format: setup ## rewrite Python files in the project's format
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

examples: setup ## run every example of the documentation on simulated appliances
	@$(RUN).examples $(ARGS)

samples: setup ## the same, and write samples of return values anew from what comes back
	@$(RUN).examples --write $(ARGS)

render: setup ## rewrite the rendered regions of docs and plugins
	@$(RUN).tools.render $(ARGS)

bench: setup-demo ## compare with ansible.builtin.uri, write bench-output
	@$(RUN).benchmark $(ARGS)

matrix: setup ## sanity, units, integration and package on every supported ansible-core and Python found
	@$(RUN).tools.matrix $(ARGS)

certification: setup ## lint and import with the releases that partner certification uses
	@$(RUN).tools.certification

build: setup ## collection tarball in dist
	@$(RUN).tools.build

clean: ## remove everything that was generated
	rm -rf .build .venv .matrix .ansible .mypy_cache .pytest_cache .ruff_cache \
		bench-output config-snapshot demo-output dist health-output matrix-output message-trace-output report-output site-output tests/output collections
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@$(PYTHON) tests/tools/bootstrap.py dev

setup-demo:
	@$(PYTHON) tests/tools/bootstrap.py demo
