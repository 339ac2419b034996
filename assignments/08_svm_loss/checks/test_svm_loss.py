"""Hidden checks of svm_loss_naive and svm_loss_vectorized.

Four parts are checked separately: the value (30 %), agreement with the slope of the
student's own loss (20 %), the right gradient (40 %: of the data, of the penalty, from a
formula), robustness (10 %: batches of any kind).  The checks of the vectorized function
depend on the one that looks for loops.

No batch lies on a kink or near one, where there is no single right slope.
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    in_time,
    number,
    steady,
    unpack,
    untouched,
    without_loops,
)
from gradients_by_hand.gradients import gradient_check

PARTS = "the loss", "the gradient dW"
# float32 inside reaches 1e-6: it fails the check of the formula, and no other.
RTOL = 1e-5


# --- svm_loss_naive ------------------------------------------------------------


@check(exercise="svm-loss-naive", weight=30)
def test_naive_value(student, reference, rng):
    """The loss is the mean over the examples plus the whole penalty."""
    judge_value(student.svm_loss_naive, reference, rng)


@check(exercise="svm-loss-naive", weight=20)
def test_naive_slope(student, reference, rng):
    """dW is the slope of the loss that your function returns, right or wrong."""
    judge_slope(student.svm_loss_naive, reference, rng)


@check(exercise="svm-loss-naive", weight=20)
def test_naive_gradient(student, reference, rng):
    """Without a penalty, dW is the gradient of the mean loss."""
    judge_gradient(student.svm_loss_naive, reference, rng)


@check(exercise="svm-loss-naive", weight=10, depends_on=test_naive_gradient)
def test_naive_gradient_with_penalty(student, reference, rng):
    """With a penalty, dW is the gradient of the mean loss and of the penalty."""
    judge_gradient_with_penalty(student.svm_loss_naive, reference, rng)


@check(exercise="svm-loss-naive", weight=10, depends_on=test_naive_gradient)
def test_naive_gradient_is_a_formula(student, reference, rng):
    """dW is computed, not measured: right to the last digits, and in short time."""
    function = student.svm_loss_naive
    judge_formula(function, student, reference, rng, N=12, ratio=60)


@check(exercise="svm-loss-naive", weight=10, depends_on=test_naive_gradient)
def test_naive_batches_of_any_kind(student, reference, rng):
    """dW is right for batches of other sizes and for labels of any integer type.

    There is a batch with one example, one with two classes, one with as many examples
    as classes and one with as many features as classes.  Scores reach thousands, and
    after a step downhill the function serves again.  W, X and y stay as they are.
    """
    judge_kinds(student.svm_loss_naive, student, reference, rng)


# --- svm_loss_vectorized -------------------------------------------------------


# A gate: other checks depend on it, and it has no weight itself.
@check(exercise="svm-loss-vectorized", weight=0)
def test_vectorized_without_loops(student, code, reference, rng):
    """There is no Python loop in the function or in the helpers that it calls."""
    for sizes in ((4, 4, 4), (6, 4, 3)):
        answer = student.svm_loss_vectorized(*reference.batch(rng, *sizes), 0.5)
    unpack(answer, *PARTS)

    without_loops(code, "svm_loss_vectorized")
    # (N, D, C): a small batch, and larger ones in one direction each.
    sizes = (8, 3, 3), (64, 3, 3), (8, 24, 3), (8, 3, 24)
    batches = [(*reference.batch(rng, *each), 0.5) for each in sizes]
    steady(student.svm_loss_vectorized, *batches)


@check(
    exercise="svm-loss-vectorized", weight=30, depends_on=test_vectorized_without_loops
)
def test_vectorized_value(student, reference, rng):
    """The loss is the mean over the examples plus the whole penalty."""
    judge_value(student.svm_loss_vectorized, reference, rng)


@check(exercise="svm-loss-vectorized", weight=20)
def test_vectorized_slope(student, reference, rng):
    """dW is the slope of the loss that your function returns, right or wrong."""
    judge_slope(student.svm_loss_vectorized, reference, rng)


@check(
    exercise="svm-loss-vectorized", weight=20, depends_on=test_vectorized_without_loops
)
def test_vectorized_gradient(student, reference, rng):
    """Without a penalty, dW is the gradient of the mean loss."""
    judge_gradient(student.svm_loss_vectorized, reference, rng)


@check(exercise="svm-loss-vectorized", weight=10, depends_on=test_vectorized_gradient)
def test_vectorized_gradient_with_penalty(student, reference, rng):
    """With a penalty, dW is the gradient of the mean loss and of the penalty."""
    judge_gradient_with_penalty(student.svm_loss_vectorized, reference, rng)


@check(exercise="svm-loss-vectorized", weight=10, depends_on=test_vectorized_gradient)
def test_vectorized_gradient_is_a_formula(student, reference, rng):
    """dW is computed, not measured: right to the last digits, and as fast as loops."""
    function = student.svm_loss_vectorized
    judge_formula(function, student, reference, rng, N=100, ratio=3)


@check(exercise="svm-loss-vectorized", weight=10, depends_on=test_vectorized_gradient)
def test_vectorized_batches_of_any_kind(student, reference, rng):
    """dW is right for batches of other sizes and for labels of any integer type.

    There is a batch with one example, one with two classes, one with as many examples
    as classes and one with as many features as classes.  Scores reach thousands, and
    after a step downhill the function serves again.  W, X and y stay as they are.
    """
    judge_kinds(student.svm_loss_vectorized, student, reference, rng)


# --- how each mark is judged ------------------------------------------------------
#
# All calls come before the first verdict: several batches show a misconception best.
# One that raises on a batch of odd sizes returns a number on a square one.


def judge_value(function, reference, rng):
    strength = float(rng.uniform(0.5, 3))
    inputs = [
        (*reference.batch(rng, 4, 4, 4), strength),
        (*reference.batch(rng, 1, 6, 2), 0.0),
        (*reference.batch(rng, 7, 5, 3), strength),
    ]
    answers = [function(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        loss, _ = unpack(answer, *PARTS)
        agree(loss, reference.svm_loss_naive(*each)[0], what="the loss", rtol=RTOL)


def judge_slope(function, reference, rng):
    W, X, y = reference.batch(rng, N=6, D=4, C=3)
    reg = float(rng.uniform(0.3, 2))
    # Every column and the last row; each entry costs five calls.
    entries = (0, 0), (1, 1), (3, 2)

    def loss_and_gradient(V):
        return read(function(V, X, y, reg), W.shape)

    # The report leaves out entries on a kink of the student's loss.
    report = gradient_check(loss_and_gradient, W, entries=entries, h=1e-3, rtol=1e-3)
    if not np.any(report.measured):
        raise WrongAnswer("Your loss stays the same whatever W is.")
    # A constant agrees with its slope as well: a loss must also depend on the data.
    loss = loss_and_gradient(W)[0]
    for changed, args in (("examples", (2 * X, y)), ("labels", (X, np.roll(y, 1)))):
        if read(function(W, *args, reg), W.shape)[0] == loss:
            raise WrongAnswer(f"Your loss stays the same whatever the {changed} are.")
    if not report.ok:
        raise WrongAnswer("Nudge a weight: your loss moves by another slope than dW.")
    judge_family(function)


def judge_family(function):
    """Any sum of scores agrees with its slope: the loss must have a part of the value.

    It may have another distance, power, factor or constant, and be about another class.
    """
    W = np.array([[0.0, -1.0, 0.0], [0.0, 0.0, 0.0]])
    behind = [np.array([[gap, 1.0]]) for gap in (-40.0, -30.0, 30.0, 40.0)]
    losses = [read(function(W, X, np.array([1]), 0.0), W.shape)[0] for X in behind]

    ahead, *_, far = np.abs(np.diff(losses))
    if min(ahead, far) > 1e-3 * max(ahead, far):
        raise WrongAnswer(
            "dW is the slope of your loss. But let the true class lead by more and "
            "more: should the loss change for ever?"
        )


def judge_gradient(function, reference, rng):
    sizes = (3, 4, 10), (4, 4, 4), (7, 5, 3)
    inputs = [(*reference.batch(rng, *each), 0.0) for each in sizes]
    compare_gradients(function, reference, inputs)


def judge_gradient_with_penalty(function, reference, rng):
    inputs = [(*reference.batch(rng), reg) for reg in (0.3, float(rng.uniform(1, 5)))]
    compare_gradients(function, reference, inputs)


def compare_gradients(function, reference, inputs):
    answers = [function(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        _, dW = unpack(answer, *PARTS)
        right = reference.svm_loss_naive(*each)[1]
        agree(dW, right, what="the gradient dW", rtol=RTOL)


def judge_formula(function, student, reference, rng, *, N, ratio):
    """The loss is large beside its slopes, so differences of losses lose digits."""
    W, X, y = reference.batch(rng, N, 40, 15, away=1e-6)
    args = 5 * W, X, y, 0.0
    right = reference.svm_loss_naive(*args)[1]

    dW = read(function(*args), W.shape)[1]
    if np.abs(dW - right).max() > 1e-11 * np.abs(right).max():
        raise WrongAnswer(
            "dW is close, and not right to the last digits of float64: "
            "something measures or rounds instead of computing."
        )

    def ask():
        W, X, y = reference.batch(rng, N, 40, 15, away=1e-6)
        function(5 * W, X, y, 0.0)

    in_time(
        student,
        ask,
        lambda: ratio * reference.timed(reference.svm_loss_naive, *args)[1],
    )


def read(answer, shape):
    loss, dW = unpack(answer, *PARTS)
    return number(loss, "the loss"), array(dW, shape, "dW")


# (N, D, C): one example; N = C; D = C; two classes.
KINDS = (
    ((1, 5, 3), np.int64, 1.0),
    ((4, 6, 4), np.uint8, 1000.0),
    ((7, 3, 3), np.int32, 1.0),
    ((6, 4, 2), np.int8, 1000.0),
)


def judge_kinds(function, student, reference, rng):
    for sizes, dtype, size in KINDS:
        W, X, y = reference.batch(rng, *sizes)
        W, y = size * W, y.astype(dtype)
        for step in ("", " after a step downhill"):
            _, right = reference.svm_loss_naive(W, X, y, 0.0)
            _, dW = unpack(function(W, X, y, 0.0), *PARTS)
            untouched(student)
            agree(dW, right, what=f"the gradient dW{step}", rtol=RTOL)
            W = W - 1e-4 * right
