"""Whose fault it is when a check itself raises: the student's, or ours."""

import pytest

from autograder.grading.grade import grade
from autograder.sandbox import plan
from autograder.submission.notebook_file import Submission, cells_of
from notebooks import NAME, answer, notebook_of

HONEST = "def double(x):\n    return 2 * x"
ODD = 'def double(x):\n    return "twice"'
CHECK = '''"""Hidden checks."""

from autograder.checks import check


@check(exercise="double")
def test_double(student):
    """Twice three is six."""
    assert student.double(3) - {subtrahend} == 0
'''


@pytest.fixture
def report_on(own_course):
    """A function that grades an answer by a check that subtracts something."""

    def graded(code, subtrahend):
        for path in (own_course.assignments / NAME / "checks").glob("test_*.py"):
            path.unlink()
        path = own_course.assignments / NAME / "checks" / "test_own.py"
        path.write_text(CHECK.format(subtrahend=subtrahend))
        notebook = answer(notebook_of(own_course.release), "double", code)
        return grade(
            Submission(cells_of(notebook)),
            own_course.assignment(NAME),
            secret=b"s" * 32,
            sandbox=plan(),
        ).report

    return graded


def test_a_check_that_our_solution_passes_is_not_our_fault(report_on):
    report = report_on(ODD, "6")

    (check,) = report.exercises["double"].checks
    assert (report.status, report.score, check.verdict) == ("graded", 0.0, "crashed")
    assert "could not be run on your notebook" in check.says
    assert [flag.kind for flag in report.to_look_at()] == ["patch"]


def test_a_check_that_fails_on_our_solution_too_costs_nobody_a_point(report_on):
    report = report_on(HONEST, "'six'")

    (check,) = report.exercises["double"].checks
    assert (report.status, report.score, check.verdict) == (
        "not graded",
        None,
        "broken",
    )
