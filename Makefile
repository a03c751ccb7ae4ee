# Needs Python 3.11+ with venv, git and make; everything else comes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: voorstellen test check golden docs afbeelding contactblad blindproef stress bench clean

voorstellen: $(VENV)/ready  ## write the papers of all councils to uitvoer/
	$(BIN)/raadsvoorstel generate

test: $(VENV)/ready check  ## everything that CI checks and this machine has tools for
	$(BIN)/pytest -q -n auto

check: $(VENV)/ready  ## style and types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

golden: $(VENV)/ready  ## accept the present output as expected; then read git diff
	$(BIN)/pytest -q tests --update-golden

docs: $(VENV)/ready  ## write the generated parts of docs/ and the JSON Schemas
	$(BIN)/python docs/genereer.py

afbeelding: $(VENV)/ready  ## make the pictures of the README; needs LibreOffice and poppler
	$(BIN)/python docs/genereer.py afbeelding

contactblad: $(VENV)/ready  ## page 1 of all papers on one sheet; needs ImageMagick too
	$(BIN)/python docs/genereer.py contactblad

blindproef: $(VENV)/ready  ## that sheet shuffled, names blurred: which two are of one council?
	$(BIN)/python docs/genereer.py blindproef

stress: $(VENV)/ready  ## the full number of fuzz runs
	RV_STRESS=1 $(BIN)/pytest -q -n auto tests

bench: $(VENV)/ready  ## measure speed beside other programs, for docs/snelheid.md; BENCH=snel only prints
	$(BIN)/python -m bench $(BENCH)

$(VENV)/ready: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) uitvoer dist
