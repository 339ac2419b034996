"""Hidden checks of softmax_loss_naive and softmax_loss_vectorized.

Four parts are checked separately: the value (30 %), agreement with the slope of the
student's own loss (20 %, if that has a part of the value), the right gradient (40 %: of
the data, of the penalty, from a formula), robustness (10 %: scores of any size, batches
of any kind).  The checks of the vectorized function depend on the one that looks for
loops.
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    akin,
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


# --- softmax_loss_naive -----------------------------------------------------------


@check(exercise="softmax-loss-naive", weight=30)
def test_naive_value(student, reference, rng):
    """The loss is the mean over the examples plus the whole penalty."""
    judge_value(student.softmax_loss_naive, reference, rng)


@check(exercise="softmax-loss-naive", weight=20)
def test_naive_slope(student, reference, rng):
    """dW is the slope of the loss that your function returns, right or wrong."""
    judge_slope(student.softmax_loss_naive, reference, rng)


@check(exercise="softmax-loss-naive", weight=15)
def test_naive_gradient(student, reference, rng):
    """Without a penalty, dW is the gradient of the mean loss."""
    judge_gradient(student.softmax_loss_naive, reference, rng)


@check(exercise="softmax-loss-naive", weight=10, depends_on=test_naive_gradient)
def test_naive_gradient_with_penalty(student, reference, rng):
    """With a penalty, dW is the gradient of the mean loss and of the penalty."""
    judge_gradient_with_penalty(student.softmax_loss_naive, reference, rng)


@check(exercise="softmax-loss-naive", weight=15, depends_on=test_naive_gradient)
def test_naive_gradient_is_a_formula(student, reference, rng):
    """dW is computed, not measured: right to the last digits, and in short time."""
    judge_formula(student.softmax_loss_naive, student, reference, rng, N=4, ratio=60)


@check(exercise="softmax-loss-naive", weight=5)
def test_naive_scores_of_any_size(student, reference, rng):
    """Scores of 1000 and more, and rows of very different height, do no harm."""
    judge_stability(student.softmax_loss_naive, reference, rng)


@check(exercise="softmax-loss-naive", weight=5, depends_on=test_naive_gradient)
def test_naive_batches_of_any_kind(student, reference, rng):
    """dW is right for batches of other sizes and for labels of any integer type.

    There is a batch with one example, one with two classes, one with as many examples
    as classes and one with as many features as classes.  W, X and y stay as they are.
    """
    judge_kinds(student.softmax_loss_naive, student, reference, rng)


# --- softmax_loss_vectorized ------------------------------------------------------


# A gate: other checks depend on it, and it has no weight itself.
@check(exercise="softmax-loss-vectorized", weight=0)
def test_vectorized_without_loops(student, code, reference, rng):
    """There is no Python loop in the function or in the helpers that it calls."""
    for sizes in ((4, 4, 4), (6, 4, 3)):
        answer = student.softmax_loss_vectorized(*reference.batch(rng, *sizes), 0.5)
    unpack(answer, *PARTS)

    without_loops(code, "softmax_loss_vectorized")
    # (N, D, C): a small batch, and larger ones in one direction each.
    sizes = (8, 3, 3), (64, 3, 3), (8, 24, 3), (8, 3, 24)
    batches = [(*reference.batch(rng, *each), 0.5) for each in sizes]
    steady(student.softmax_loss_vectorized, *batches)


@check(
    exercise="softmax-loss-vectorized",
    weight=30,
    depends_on=test_vectorized_without_loops,
)
def test_vectorized_value(student, reference, rng):
    """The loss is the mean over the examples plus the whole penalty."""
    judge_value(student.softmax_loss_vectorized, reference, rng)


@check(exercise="softmax-loss-vectorized", weight=20)
def test_vectorized_slope(student, reference, rng):
    """dW is the slope of the loss that your function returns, right or wrong."""
    judge_slope(student.softmax_loss_vectorized, reference, rng)


@check(
    exercise="softmax-loss-vectorized",
    weight=15,
    depends_on=test_vectorized_without_loops,
)
def test_vectorized_gradient(student, reference, rng):
    """Without a penalty, dW is the gradient of the mean loss."""
    judge_gradient(student.softmax_loss_vectorized, reference, rng)


@check(
    exercise="softmax-loss-vectorized", weight=10, depends_on=test_vectorized_gradient
)
def test_vectorized_gradient_with_penalty(student, reference, rng):
    """With a penalty, dW is the gradient of the mean loss and of the penalty."""
    judge_gradient_with_penalty(student.softmax_loss_vectorized, reference, rng)


@check(
    exercise="softmax-loss-vectorized", weight=15, depends_on=test_vectorized_gradient
)
def test_vectorized_gradient_is_a_formula(student, reference, rng):
    """dW is computed, not measured: right to the last digits, and as fast as loops."""
    function = student.softmax_loss_vectorized
    judge_formula(function, student, reference, rng, N=40, ratio=3)


@check(exercise="softmax-loss-vectorized", weight=5)
def test_vectorized_scores_of_any_size(student, reference, rng):
    """Scores of 1000 and more, and rows of very different height, do no harm."""
    judge_stability(student.softmax_loss_vectorized, reference, rng)


@check(
    exercise="softmax-loss-vectorized", weight=5, depends_on=test_vectorized_gradient
)
def test_vectorized_batches_of_any_kind(student, reference, rng):
    """dW is right for batches of other sizes and for labels of any integer type.

    There is a batch with one example, one with two classes, one with as many examples
    as classes and one with as many features as classes.  W, X and y stay as they are.
    """
    judge_kinds(student.softmax_loss_vectorized, student, reference, rng)


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
        agree(loss, reference.softmax_loss_naive(*each)[0], what="the loss", rtol=RTOL)


def judge_slope(function, reference, rng):
    W, X, y = reference.batch(rng, N=6, D=4, C=3)
    reg = float(rng.uniform(0.3, 2))
    # Every column and the last row; each entry costs five calls.
    entries = (0, 0), (1, 1), (3, 2)

    def loss_and_gradient(V):
        return read(function(V, X, y, reg), W.shape)

    report = gradient_check(loss_and_gradient, W, entries=entries, h=1e-2, rtol=1e-3)
    if not np.any(report.measured):
        raise WrongAnswer("Your loss stays the same whatever W is.")
    # A constant agrees with its slope as well: a loss must also depend on the data.
    loss = loss_and_gradient(W)[0]
    for changed, args in (("examples", (2 * X, y)), ("labels", (X, np.roll(y, 1)))):
        if read(function(W, *args, reg), W.shape)[0] == loss:
            raise WrongAnswer(f"Your loss stays the same whatever the {changed} are.")
    if not report.ok:
        raise WrongAnswer("Nudge a weight: your loss moves by another slope than dW.")
    judge_family(function, reference)


def judge_family(function, reference):
    """Any sum of scores agrees with its slope: the loss must have a part of the value.

    It may be wrong by a factor and a constant, and about another class.
    """
    W = np.array([[0.0, -1.0, 0.0], [0.0, 0.0, 0.0]])
    behind = [
        np.array([[gap, 1.0]]) for gap in (-12.0, -2.0, -1.0, 0.0, 1.0, 2.0, 12.0)
    ]
    losses = [read(function(W, X, np.array([1]), 0.0), W.shape)[0] for X in behind]

    def right(label):
        y = np.array([label])
        return [reference.softmax_loss_naive(W, X, y, 0.0)[0] for X in behind]

    if not any(akin(losses, right(label), rtol=1e-3) for label in (0, 1)):
        raise WrongAnswer(
            "dW is the slope of your loss. But move the score of the true class: your "
            "loss does not follow its probability."
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
        right = reference.softmax_loss_naive(*each)[1]
        agree(dW, right, what="the gradient dW", rtol=RTOL)


def judge_formula(function, student, reference, rng, *, N, ratio):
    """The loss is large beside its slopes, so differences of losses lose digits."""
    W, X, y = reference.batch(rng, N, 40, 15)
    args = 2 * W, X, y, 0.0
    right = reference.softmax_loss_naive(*args)[1]

    dW = read(function(*args), W.shape)[1]
    if np.abs(dW - right).max() > 1e-11 * np.abs(right).max():
        raise WrongAnswer(
            "dW is close, and not right to the last digits of float64: "
            "something measures or rounds instead of computing."
        )

    def ask():
        W, X, y = reference.batch(rng, N, 40, 15)
        function(2 * W, X, y, 0.0)

    in_time(
        student,
        ask,
        lambda: ratio * reference.timed(reference.softmax_loss_naive, *args)[1],
    )


def judge_stability(function, reference, rng):
    """Compares the student's own answers only: no other mistake counts again."""
    W, X, y = reference.batch(rng, 4, 3, 3)
    # The last feature lifts all scores of its row alike, so nothing may change.
    V = np.vstack([W, np.full(3, 4000.0)])
    lifts = np.zeros(4), np.ones(4), rng.permutation([0.0, 1.0, -1.5, 0.7])
    batches = [np.column_stack([X, each]) for each in lifts]
    answers = [function(V, each, y, 0.0) for each in batches]
    far_answers = [function(*far_behind(gap)) for gap in (800.0, 1500.0)]
    ahead = function(*far_behind(-800.0))

    loss, dW = read(answers[0], V.shape)
    for when, answer in zip(("of 4000 and more", "at different heights"), answers[1:]):
        lifted_loss, lifted_dW = read(answer, V.shape, f" with scores {when}")
        agree(lifted_loss, loss, what=f"the loss with scores {when}", rtol=RTOL)
        agree(lifted_dW[:-1], dW[:-1], what=f"dW with scores {when}", rtol=RTOL)
    near, far = (read(each, (1, 2), " of a class far behind") for each in far_answers)
    agree(far[0] - near[0], 700.0, what="the loss of a class far behind")
    if abs(read(ahead, (1, 2), " of a class far ahead")[0]) > 1e-6:
        raise WrongAnswer("The loss of a class far ahead should be next to nothing.")


def far_behind(gap):
    """One example whose class has a score that is `gap` below the other's."""
    return np.array([[0.0, -gap]]), np.ones((1, 1)), np.array([1]), 0.0


def read(answer, shape, when=""):
    loss, dW = unpack(answer, *PARTS)
    return number(loss, f"the loss{when}"), array(dW, shape, f"dW{when}")


# (N, D, C): one example; N = C; D = C; two classes.
KINDS = (
    ((1, 5, 3), np.int64),
    ((4, 6, 4), np.uint8),
    ((7, 3, 3), np.int32),
    ((6, 4, 2), np.int8),
)


def judge_kinds(function, student, reference, rng):
    for sizes, kind in KINDS:
        W, X, y = reference.batch(rng, *sizes)
        args = W, X, y.astype(kind), 0.0
        right = reference.softmax_loss_naive(*args)[1]
        for time in ("", ", called a second time"):
            _, dW = unpack(function(*args), *PARTS)
            untouched(student)
            agree(dW, right, what=f"the gradient dW{time}", rtol=RTOL)
