"""The JSON of a report: its documented example is valid and has all keys."""

import json
import textwrap

import pytest

from autograder import report as report_module
from autograder.grading.grade import grade
from autograder.report import ERROR, Report
from autograder.sandbox import plan
from autograder.submission.notebook_file import parse
from notebooks import NAME, answer

SQUARED_AND_PATCHED = "np.exp = abs\ndef double(x):\n    return x * x"


@pytest.fixture
def example():
    """The example in the docstring of report.py."""
    block = report_module.__doc__.partition("::\n\n")[2].partition("\n\n")[0]
    return json.loads(textwrap.dedent(block))


def keys_of(value):
    """The keys of some JSON at every depth; exercises are taken for one another."""
    if isinstance(value, list):
        return [keys_of(each) for each in value[:1]]
    if not isinstance(value, dict):
        return None
    if "exercises" in value:
        value = {**value, "exercises": list(value["exercises"].values())}
    return {key: keys_of(each) for key, each in value.items()}


def test_the_documented_example_is_a_report(example):
    assert Report.model_validate(example).model_dump(mode="json") == example


def test_the_documented_example_has_the_keys_of_a_real_report(
    example, released, small_course
):
    notebook = answer(released, "double", SQUARED_AND_PATCHED)
    real = grade(
        parse(json.dumps(notebook).encode()),
        small_course.assignment(NAME),
        secret=b"a secret of the tests",
        sandbox=plan(),
    ).report
    as_json = json.loads(real.model_dump_json())
    as_json["sandbox"]["missing"] = []  # differs by machine

    assert keys_of(as_json) == keys_of(example)


def test_the_value_that_readers_know_for_an_error_of_ours_stays():
    assert ERROR == "broken"
