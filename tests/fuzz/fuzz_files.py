"""What of a file is fuzzed: the notebook, its code, answers of steps, reports."""

import contextlib
import json
from functools import cache
from pathlib import Path

import nbformat
import numpy as np
from hypothesis import strategies as st
from pydantic import ValidationError

import fuzz_inputs as inputs
from autograder.course.course import Course
from autograder.errors import UnreadableSubmission
from autograder.integrity.examine import examine
from autograder.nbgrader.clean_notebook import clean_notebook, harmless_markdown
from autograder.nbgrader.pages import highlight_code, markdown2html
from autograder.report import Report
from autograder.reporting import class_report, render
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import parse
from autograder.submission.repair import arrange, cells_by_id
from fuzz_target import Target
from gradients_by_hand.rules.borrowed import borrowed_sentence
from gradients_by_hand.rules.loops import loop_sentence
from gradients_by_hand.steps.judge import judged

COURSE = Course(Path(__file__).parents[2])
LOSS = COURSE.assignment("07_softmax_loss")

NOTEBOOK = {
    "cells": LOSS.notebook["cells"],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}
RAW = json.dumps(NOTEBOOK).encode()
# As the gradebook keeps them.
RELEASED = {
    id: {"source": "".join(cell["source"]), "checksum": "0" * 32}
    for id, cell in cells_by_id(LOSS).items()
}


def notebooks(raw):
    """notebook_file.py, repair.py, clean_notebook.py: the bytes of a file."""
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    with contextlib.suppress(UnreadableSubmission):
        arranged = arrange(parse(data), LOSS, RELEASED)
        nbformat.validate(clean_notebook(arranged, LOSS, RELEASED))


def _vary_notebook(raw, rng):
    return inputs.vary(raw, rng, [RAW]) if isinstance(raw, bytes) else raw


def code(text):
    """rules, static_analysis/, integrity/: a cell that checks and flags come from."""
    cells = [each for each in arrange(parse(RAW), LOSS).cells if each.id == "setup"]
    cells.append(type(cells[0])("code", text))
    read = StudentCode((cell.source, True) for cell in cells)
    for exercise in LOSS.exercises:
        loop_sentence(read, exercise.function)
        read.uses(exercise.function)
        borrowed_sentence(read, exercise.function, "scipy", "numpy.exp")
    read.remembers(each.function for each in LOSS.exercises)
    for flag in examine(LOSS, cells, read, [], lambda ids: ids).flags:
        assert "could not be searched" not in flag.says, flag.says


def pages(text):
    """nbgrader/pages.py: a cell as formgrader and feedback show it."""
    for each in (text, text * 200):
        markdown2html({"resources": {}}, harmless_markdown(each))
        highlight_code({"resources": {}}, each)


STEPS = [step for assignment in COURSE for step in assignment.steps.values()]


@cache
def _answer_keys(number):
    """What a step is judged by; made once, because its digests are slow on purpose."""
    return STEPS[number].answer_keys(np.random.default_rng(0))


def steps(drawn):
    """gradients_by_hand/steps: the answer of a derivation step."""
    number, answer = drawn
    keys = _answer_keys(number % len(STEPS))
    verdicts = judged(keys, answer)
    assert len(verdicts) == len(keys)
    json.dumps([each.says for each in verdicts])


REPORT = {
    "assignment": "a",
    "status": "graded",
    "score": 1.0,
    "max": 2.0,
    "exercises": {
        "e": {
            "score": 1.0,
            "max": 2.0,
            "misconception": "E01",
            "tutor": {"says": "a", "try_this": "b?", "section": "c"},
            "checks": [{"name": "t", "verdict": "wrong", "checks": "a", "says": "b"}],
            "fingerprint": "200-abc",
        }
    },
    "sandbox": {"tier": "landlock", "layers": ["seccomp"], "missing": []},
    "flags": ["a"],
    "findings": [{"kind": "patch", "where": "e", "says": "a"}],
    "problem": None,
}


def reports(document):
    """report.py: a report that a worker or a file hands back."""
    try:
        report = Report.model_validate(json.loads(json.dumps(document)))
    except (ValidationError, ValueError):
        return
    render.report_html(report, "ada")
    list(class_report.rows({"ada": report, "bob": report}))


def _texts_in(answer):
    if isinstance(answer, str):
        return [answer]
    parts = answer if isinstance(answer, tuple | list) else ()
    return [text for part in parts for text in _texts_in(part)]


_FORMULAS = sorted({text for step in STEPS for text in _texts_in(step.right)})
_SYMBOLS = (
    "( ) [ ] + - * / ** ^ @ , . = 1 0 2.5 1e999 x X p W y N C D i j k sum( exp( log( "
    "outer( diag( kron( .T inv( delta 999999 ** * ' \" \\ # \u2212 \u00b2 \n \t if for"
).split(" ")
_LINES = [
    "".join(cell["source"]) + "\n"
    for cell in LOSS.notebook["cells"]
    if cell["cell_type"] == "code"
]
_PROSE = [
    "".join(cell["source"]) + "\n"
    for cell in LOSS.notebook["cells"]
    if cell["cell_type"] == "markdown"
]
_CODE = (
    "np .exp ( ) [ ] = : , . lambda softmax_loss_naive def(x):\n \n\n    return for "
    " in @ getattr( sys.modules[ __import__(' ') import numpy import*ctypes 'a'+ %time "
    "! ? f'{ }' -+ not x .join( **x async await print( globals() .__dict__ if else"
).split(" ")

_MARKDOWN = [
    *r"\\( \\) \\[ \\] $ $$ \begin{a} \end{a} \frac{ } ^ _ a. [ ]( ) ![ ` ``` ~~~ * **"
    r" # > - 1. | --- < > <a & &amp; http:// a@b.c \\ \left( \def\a".split(),
    "\n",
    "\n\n",
    "\t",
    " ",
]

FILES = [
    Target(
        "notebooks",
        inputs.mutated([RAW]) | inputs.json_with_changes(NOTEBOOK),
        notebooks,
        0.05,
        _vary_notebook,
    ),
    Target("code", inputs.damaged_texts(_LINES, _CODE), code, 0.1),
    Target("pages", inputs.damaged_texts(_PROSE, _MARKDOWN), pages, 0.02),
    Target(
        "steps",
        st.tuples(
            st.integers(0, 999),
            inputs.damaged_texts(_FORMULAS, _SYMBOLS) | inputs.values,
        ),
        steps,
        0.15,
    ),
    Target("reports", inputs.json_with_changes(REPORT), reports, 0.1),
]
