"""A loss that is easy to differentiate, and not the one asked for, earns nothing."""

import json

import pytest

from autograder.grading.grade import grade
from autograder.sandbox import plan
from autograder.simulation.simulated_class import with_answer
from autograder.submission.notebook_file import parse

# The true class against the sum of all: its slope is the same everywhere.
LINEAR = """def {name}(W, X, y, reg):
    pull = np.full((len(y), W.shape[1]), 1.0)
    pull[np.arange(len(y)), y] -= W.shape[1]
    pull /= len(y)
    loss = np.sum(pull * (X @ W)) + reg * np.sum(W * W)
    return loss, X.T @ pull + 2 * reg * W
"""
LINEAR_SOFT = """def cross_entropy_soft(S, Y):
    pull = (1 - S.shape[1] * Y) / len(S)
    return np.sum(pull * S), pull
"""
CASES = {
    "softmax-loss-naive": ("07_softmax_loss", LINEAR),
    "softmax-loss-vectorized": ("07_softmax_loss", LINEAR),
    "svm-loss-naive": ("08_svm_loss", LINEAR),
    "svm-loss-vectorized": ("08_svm_loss", LINEAR),
    "cross-entropy-soft": ("06_cross_entropy", LINEAR_SOFT),
}


@pytest.mark.parametrize("exercise", CASES)
def test_the_slope_of_a_linear_loss_earns_nothing(course, exercise):
    name, code = CASES[exercise]
    assignment = course.assignment(name)
    code = code.format(name=exercise.replace("-", "_"))
    notebook = with_answer(assignment.notebook, exercise, code)
    submission = parse(json.dumps(notebook).encode())

    graded = grade(
        submission, assignment, secret=b"s" * 32, sandbox=plan(), only={exercise}
    )

    report = graded.report.exercises[exercise]
    assert report.score == 0.0
    assert any("slope" in each.checks and "But" in each.says for each in report.checks)
