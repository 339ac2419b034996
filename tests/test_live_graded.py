"""Live widgets in a notebook that is graded: words, no error, and hardly any time."""

import copy
import json
import time

import pytest

from autograder.execution.kernel import Kernel
from autograder.grading.grade import grade
from autograder.sandbox import plan
from autograder.submission.notebook_file import parse
from notebooks import NAME

IMPORTS = """
import numpy as np
from gradients_by_hand.live.kink_walker import KinkWalker
from gradients_by_hand.live.logit_mixer import LogitMixer
from gradients_by_hand.live.overflow_meter import OverflowMeter

def double(x):
    return 2 * x

def unfinished(x):
    raise NotImplementedError()

def slope(f, x, h):
    return np.array([f(x + h) - f(x)]) / h
"""
WIDGETS = {
    "mixer": "LogitMixer({'double': double}, [1.0, 2.0])",
    "meter": "OverflowMeter({'double': double})",
    "walker": "KinkWalker(slope, lambda x: float(np.abs(x).sum()))",
    "unfinished": "LogitMixer({'unfinished': unfinished}, [1.0, 2.0])",
}


@pytest.fixture(scope="module")
def kernel():
    with Kernel(plan()) as kernel:
        result = kernel.run_cell(IMPORTS, timeout_s=20)
        assert result.status == "ok", result
        yield kernel


@pytest.mark.parametrize("source", WIDGETS.values(), ids=WIDGETS)
def test_a_widget_shows_its_words_and_nothing_else(kernel, source):
    result = kernel.run_cell(source, timeout_s=10)

    (output,) = result.outputs
    assert result.status == "ok"
    assert list(output["data"]) == ["text/plain"]
    assert len(output["data"]["text/plain"]) > 30


@pytest.mark.parametrize("source", WIDGETS.values(), ids=WIDGETS)
def test_a_widget_costs_under_50_ms(kernel, source):
    seconds = []

    for _ in range(5):
        started = time.perf_counter()
        kernel.run_cell(source, timeout_s=10)
        seconds.append(time.perf_counter() - started)

    assert min(seconds) < 0.05


def test_to_import_a_widget_costs_no_more_than_a_moment():
    with Kernel(plan()) as kernel:
        kernel.run_cell("import numpy", timeout_s=10)
        started = time.perf_counter()
        kernel.run_cell("import gradients_by_hand.live.logit_mixer", timeout_s=10)

        # Everything large is there already: the warm process has imported it.
        assert time.perf_counter() - started < 0.5


def test_a_notebook_with_widgets_earns_what_it_earns_without_them(solved, small_course):
    cells = [
        {"cell_type": "code", "metadata": {}, "source": source, "outputs": [],
         "execution_count": None, "id": f"play-{number}"}
        for number, source in enumerate([IMPORTS, *WIDGETS.values()])
    ]  # fmt: skip
    playing = copy.deepcopy(solved)
    playing["cells"] += cells

    reports = [
        grade(
            parse(json.dumps(notebook).encode()), small_course.assignment(NAME),
            secret=b"a secret of the tests", sandbox=plan(),
        ).report
        for notebook in (solved, playing)
    ]  # fmt: skip

    plain, played = reports
    assert played.status == "graded"
    assert (played.score, played.flags) == (plain.score, plain.flags)
