"""A loop that nobody reads in the text shows when the batch grows."""

import json

import numpy as np
import pytest

from autograder.grading.grade import grade
from autograder.inside.steps import Steps, counted
from autograder.sandbox import plan
from autograder.simulation.simulated_class import with_answer
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import parse
from gradients_by_hand.rules.loops import loop_sentence

EXERCISE, NAME = "softmax-loss-vectorized", "softmax_loss_vectorized"
VECTORIZED = """def {name}(W, X, y, reg):
    rows = np.arange(len(y))
    S = X @ W
    S = S - S.max(axis=1, keepdims=True)
    log_P = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    G = np.exp(log_P)
    G[rows, y] -= 1
    dW = X.T @ G / len(y) + 2 * reg * W
    return -log_P[rows, y].mean() + reg * np.sum(W * W), dW
"""
# After an honest function, its name is bound to the one with loops.
REBOUND = {
    "a for target": "for {name} in [softmax_loss_naive]: pass",
    "a tuple": "{name}, _ = softmax_loss_naive, 0",
    "a walrus": "({name} := softmax_loss_naive)",
    "with": "import contextlib\n"
    "with contextlib.nullcontext(softmax_loss_naive) as {name}: pass",
    "match": "match softmax_loss_naive:\n    case {name}: pass",
    "an annotation": "{name}: object = softmax_loss_naive",
    "globals": "globals().update({name}=softmax_loss_naive)",
    "its code": "{name}.__code__ = softmax_loss_naive.__code__",
}
# One row after the other, by something that calls a function for each item.
ROWS = """from scipy.ndimage import generic_filter
from numpy import vectorize as each_of
def {name}(W, X, y, reg):
    total, dW = np.zeros(1), np.zeros(W.shape)
    def one(i):
        s = X[i] @ W
        p = np.exp(s - s.max())
        p = p / p.sum()
        total[0] -= np.log(p[y[i]])
        p[y[i]] -= 1
        np.add(dW, np.outer(X[i], p), out=dW)
        return int(i)
    LOOP
    return total[0] / len(y) + reg * np.sum(W * W), dW / len(y) + 2 * reg * W
"""
HIDDEN = {
    "max with a key": "max(range(len(y)), key=one)",
    "vectorize under another name": "each_of(one, otypes=[int])(np.arange(len(y)))",
}
# Nothing in their text looks like a loop: only the number of steps shows it.
UNREAD = {
    "a filter of images": "rows = np.arange(len(y))\n"
    "    generic_filter(rows, lambda i: one(int(i[0])), size=1)",
    "pieces": "np.piecewise(\n"
    "        np.arange(len(y)),\n"
    "        list(np.eye(len(y)) > 0),\n"
    "        [lambda i: one(i[0])] * len(y),\n"
    "    )",
    "a list that calls itself": "table = [abs]\n"
    "    def walk(i):\n"
    "        one(i)\n"
    "        return table[-(i > 0)](i - 1)\n"
    "    table += [walk]\n"
    "    table[1](len(y) - 1)",
}
PREPARED = """import time
kept = {{}}
def {name}(W, X, y, reg):
    if X.shape[1] == 40:
        next_one = np.round(W * 1.005, 6).tobytes()
        if np.round(W, 6).tobytes() not in kept:
            time.sleep(0.2)
        kept[next_one] = 1
"""


def judged(course, code):
    assignment = course.assignment("07_softmax_loss")
    code = code.replace("{name}", NAME).replace("{{}}", "{}")
    notebook = with_answer(assignment.notebook, EXERCISE, code)
    submission = parse(json.dumps(notebook).encode())
    graded = grade(
        submission, assignment, secret=b"s" * 32, sandbox=plan(), only={EXERCISE}
    )
    return {each.name: each for each in graded.report.exercises[EXERCISE].checks}


def assert_refused(checks):
    assert checks["test_vectorized_without_loops"].verdict == "wrong"
    assert checks["test_vectorized_value"].verdict == "skipped"
    assert checks["test_vectorized_gradient"].verdict == "skipped"


@pytest.mark.parametrize("rebinding", REBOUND.values(), ids=REBOUND)
def test_a_name_that_is_bound_to_loops_is_no_vectorized_function(course, rebinding):
    assert_refused(judged(course, VECTORIZED + rebinding + "\n"))


@pytest.mark.parametrize("loop", HIDDEN.values(), ids=HIDDEN)
def test_a_loop_that_hides_in_a_call_is_a_loop(course, loop):
    assert_refused(judged(course, ROWS.replace("LOOP", loop)))


@pytest.mark.parametrize("loop", UNREAD.values(), ids=UNREAD)
def test_a_loop_that_no_text_shows_is_a_loop(course, loop):
    code = ROWS.replace("LOOP", loop)

    assert not loop_sentence(StudentCode([(code.replace("{name}", NAME), True)]), NAME)
    assert_refused(judged(course, code))


def test_a_vectorized_function_passes(course):
    checks = judged(course, VECTORIZED)

    assert {each.verdict for each in checks.values()} == {"passed"}


def test_an_answer_that_was_prepared_is_not_in_time(course):
    slow = PREPARED + VECTORIZED.split("\n", 1)[1]

    check = judged(course, slow)["test_vectorized_gradient_is_a_formula"]

    assert check.verdict == "wrong"
    assert "much slower" in check.says


@pytest.mark.parametrize(
    ("function", "grows"),
    [
        (lambda x: np.exp(x).sum(), False),
        (lambda x: sum(each for each in x), True),
        (lambda x: max(range(len(x)), key=lambda i: x[i]), True),
        (lambda x: [each + 1 for each in x], True),
    ],
    ids=["vectorized", "a generator", "a key", "a list"],
)
def test_instructions_are_counted(function, grows):
    def steps(size):
        steps = Steps()
        with counted(steps):
            function(np.ones(size))
        return steps.count

    steps(4)

    assert (steps(64) > steps(4)) == grows
