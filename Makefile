# The commands of this repository, one line each.  PYTHON may name any Python from 3.11 on.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# A process for each core; the tests of a file stay in one of them, slow tiers come first.
PYTEST := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n logical --dist loadfile --no-loadscope-reorder
# What may use the packages of the extra `dev`; its modules import each other by bare names.
DEV_CODE := tests tests/helpers tests/browser tests/fuzz benchmarks tools docs/jupyterhub

lab: build  ## set up, build the notebooks and open the workbook in JupyterLab
	$(BIN)/python -m autograder lab

live: $(READY)  ## the classroom page, for a projector: make live [FILES="my_loss.ipynb"]
	$(BIN)/python -m autograder live $(FILES)

test: $(READY)  ## set up and run every test
	$(PYTEST)

test-fast: $(READY)  ## the tests without sandbox, browser and classes
	$(PYTEST) -m fast

test-grading: $(READY)  ## the tests that grade notebooks in the sandbox
	$(PYTEST) -m grading

test-browser: $(READY)  ## the tests in a real browser
	$(PYTEST) -m browser

test-attacks: $(READY)  ## the tests with hostile notebooks and killed graders
	$(PYTEST) -m attacks

build: $(READY)  ## assignments/ -> source/ -> release/
	$(BIN)/python -m autograder build

check: $(READY)  ## lint, types, dependencies, and that source/ and release/ are what the build makes
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry autograder gradients_by_hand
	$(BIN)/deptry $(DEV_CODE) --exclude node_modules --ignore DEP002,DEP004
	$(BIN)/python -m autograder check

lint-js:  ## lint the widgets' JavaScript (needs Node.js)
	@npm ci --silent --no-audit --no-fund && npx eslint gradients_by_hand

grade: $(READY)  ## grade one notebook: make grade NOTEBOOK=path [ASSIGNMENT=name]
	$(BIN)/python -m autograder grade "$(NOTEBOOK)" $(if $(ASSIGNMENT),--assignment $(ASSIGNMENT))

demo: $(READY)  ## grade a simulated class with nbgrader and write demo/report.html
	$(BIN)/python -m autograder demo

bench: $(READY)  ## a lecture hall of 300: stock nbgrader, our nbgrader, our class command; memory, scores
	$(BIN)/python benchmarks/grading.py

bench-live: $(READY)  ## how alive pictures are: ours, interact, ipympl, in a real browser
	$(BIN)/python benchmarks/live.py

kills: $(READY)  ## kill a class run ten times, and compare with one that was left alone
	$(BIN)/python benchmarks/kills.py

department: $(READY)  ## simulate 10,000 submissions with gradebooks in SQLite and PostgreSQL
	$(BIN)/python benchmarks/department.py

quality: $(READY)  ## grade every misconception and right answer: one table over all assignments
	$(BIN)/python -m autograder quality

attacks: $(READY)  ## hostile notebooks through both graders: make attacks [SANDBOX=landlock]
	PYTHONPATH=tests/helpers $(BIN)/python -m hostile --sandbox $(or $(SANDBOX),auto)

fuzz: $(READY)  ## a hundred thousand damaged replies of a student's side: only our own errors
	$(BIN)/python tests/fuzz/fuzz_run.py

new: $(READY)  ## start an assignment: make new NAME=12_my_topic
	$(BIN)/python -m autograder new $(NAME)

pictures: $(READY)  ## make the pictures of README.md in docs/images (needs Chromium)
	PYTHONPATH=tests/browser $(BIN)/python tools/make_pictures.py

clean:  ## remove what the commands above made; notebooks, grades and reports stay
	rm -rf $(VENV) demo artefacts .pytest_cache .mypy_cache .ruff_cache *.egg-info

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, and $(PYTHON) is %d.%d: make PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "This Python cannot make a virtual environment: install its venv package (on Debian: python3-venv)."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,live]'
	@touch $@

.PHONY: lab live test test-fast test-grading test-browser test-attacks build check lint-js grade demo bench bench-live kills department quality attacks fuzz new pictures clean
