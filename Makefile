# The commands of this repository, one line each.  PYTHON may name any Python from 3.11 on.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

lab: build  ## set up, build the notebooks and open the workbook in JupyterLab
	$(BIN)/python -m autograder lab

test: $(READY)  ## set up and run every test
	$(BIN)/python -m pytest

build: $(READY)  ## assignments/ -> source/ -> release/
	$(BIN)/python -m autograder build

check: $(READY)  ## lint, types, and that source/ and release/ are what the build makes
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/python -m autograder check

grade: $(READY)  ## grade one notebook: make grade NOTEBOOK=path [ASSIGNMENT=name]
	$(BIN)/python -m autograder grade "$(NOTEBOOK)" $(if $(ASSIGNMENT),--assignment $(ASSIGNMENT))

demo: $(READY)  ## grade a simulated class with nbgrader and write demo/report.html
	$(BIN)/python -m autograder demo

bench: $(READY)  ## seconds per submission: stock nbgrader, our nbgrader, our class command
	$(BIN)/python benchmarks/grading.py

quality: $(READY)  ## grade every known wrong rule and right answer: one table over all assignments
	$(BIN)/python -m autograder quality

fuzz: $(READY)  ## a hundred thousand damaged replies of a student's side: only our own errors
	$(BIN)/python tests/fuzz/fuzz_run.py

new: $(READY)  ## start an assignment: make new NAME=12_my_topic
	$(BIN)/python -m autograder new $(NAME)

clean:  ## remove what the commands above made; notebooks, grades and reports stay
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache *.egg-info

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, and $(PYTHON) is %d.%d: make PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "This Python cannot make a virtual environment: install its venv package (on Debian: python3-venv)."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.PHONY: lab test build check grade demo bench quality fuzz new clean
