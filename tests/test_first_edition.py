"""Notebooks of the first edition, whose package was called `workbook`, still count."""

import json
import subprocess
import sys

import pytest

from autograder.execution.kernel import Kernel
from autograder.grading.grade import grade
from autograder.sandbox import plan
from autograder.simulation.simulated_class import with_answer
from autograder.submission.notebook_file import parse

SOFTMAX = "07_softmax_loss"
# The modules that notebooks of the first edition import, apart from widgets.
MODULES = (
    "workbook.datasets",
    "workbook.gradients",
    "workbook.hints",
    "workbook.live.boundary",
    "workbook.live.loss_forms",
    "workbook.loops",
    "workbook.pictures.losses",
    "workbook.tinyflow",
    "workbook.tinyflow.probes",
    "workbook.tinyflow.stories",
)


@pytest.fixture(scope="module")
def kernel():
    with Kernel(plan()) as kernel:
        yield kernel


def of_the_first_edition(notebook):
    """The same notebook, as the first edition wrote it, with a cell of the student."""
    notebook = json.loads(json.dumps(notebook).replace("gradients_by_hand", "workbook"))
    source = "from workbook.gradients import gradient_check\nassert gradient_check"
    own = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
    cells = [*notebook["cells"], {**own, "id": "own", "execution_count": None}]
    return {**notebook, "cells": cells}


def test_a_notebook_of_the_first_edition_earns_full_marks(course):
    assignment = course.assignment(SOFTMAX)
    old = of_the_first_edition(assignment.notebook)
    submission = parse(json.dumps(old).encode())

    report = grade(submission, assignment, secret=b"s" * 32, sandbox=plan()).report

    assert (report.status, report.score) == ("graded", report.max)


# Python reads a full-width letter in a name as the plain one.
@pytest.mark.parametrize("package", ["workbook", "\uff57orkbook"])
def test_a_borrowed_function_is_found_under_the_old_name(course, package):
    assignment = course.assignment("01_numerical_gradient")
    borrowed = f"from {package}.gradients import numerical_gradient"
    notebook = with_answer(assignment.notebook, "numerical-gradient", borrowed)
    submission = parse(json.dumps(notebook).encode())

    report = grade(submission, assignment, secret=b"s" * 32, sandbox=plan()).report

    checks = report.exercises["numerical-gradient"].checks
    assert "here it is yours to write" in " ".join(each.says for each in checks)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_of_the_first_edition_is_found_in_the_sandbox(kernel, module):
    result = kernel.run_cell(f"import {module} as old\nold", timeout_s=20)

    assert result.status == "ok", result.outputs


def test_both_names_are_the_same_module(kernel):
    source = (
        "import gradients_by_hand.gradients, workbook.gradients\n"
        "assert workbook.gradients is gradients_by_hand.gradients\n"
        "assert workbook.gradients.__spec__.name == 'gradients_by_hand.gradients'"
    )

    result = kernel.run_cell(source, timeout_s=20)

    assert result.status == "ok", result.outputs


def test_a_module_that_never_was_is_missing_by_its_name_of_today(kernel):
    result = kernel.run_cell("import workbook.nothing", timeout_s=20)

    assert result.outputs[-1]["ename"] == "ModuleNotFoundError"
    assert "gradients_by_hand.nothing" in result.outputs[-1]["evalue"]


def test_the_old_name_means_nothing_outside_the_sandbox():
    source = (
        "import gradients_by_hand, importlib.util as u; print(u.find_spec('workbook'))"
    )

    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True
    )

    assert done.stdout.strip() == "None"
