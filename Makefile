# README's two commands are `make run` and `make test`. Port and data folder: PAYUNG_PORT=8001 PAYUNG_DATA=/srv/payung make run
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
# Every start of a program would compile a thousand modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check fast bench format

help: ## What can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: ## Set up everything, run the model case, open the console
	@scripts/setup
	@.venv/bin/payung demo

# The files start as `tests/longest.py` has them: the longest first.
test: ## Set up everything, browser included, and run the whole suite
	@scripts/setup --dev
	@scripts/browser
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: ## Format, lint, types, import contracts, templates, migrations, fast tests
	@scripts/setup --dev
	.venv/bin/ruff format --check src tests bench
	.venv/bin/ruff check src tests bench
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet src/payung/web
	$(PYTHON) -m pytest -n 2 tests/units tests/rules tests/shape tests/intake

bench: ## Time the main jobs, each beside its limit
	@scripts/setup --dev
	$(PYTHON) -m bench

format: ## Write the format
	.venv/bin/ruff format src tests bench
	.venv/bin/ruff check --fix src tests bench
	.venv/bin/djlint --reformat --quiet src/payung/web
