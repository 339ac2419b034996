"""Hidden checks of the four gradients.

Each has a check of its values, and smaller ones of what else the docstring promises:
sizes of any kind, arguments that stay, scores of any size, and a gradient that was
derived.  A slope that was measured instead agrees to ten digits or so, not to all.
"""

import numpy as np

from autograder.checks import WrongAnswer, agree, array, check, untouched

# What rounding leaves of the digits, for any order of the sums.
EXACT = 1e-12


# --- grad_quadratic ---------------------------------------------------------------


@check(exercise="grad-quadratic", weight=2)
def test_symmetric_matrix(student, reference, rng):
    """The gradient of x^T A x, where A is symmetric."""
    inputs = [(M + M.T, x) for M, x in (forms(rng, n) for n in (4, 1, 3))]
    compare(student.grad_quadratic, reference.grad_quadratic, inputs)


@check(exercise="grad-quadratic", weight=4)
def test_any_matrix(student, reference, rng):
    """The gradient of x^T A x, whatever A is."""
    inputs = [forms(rng, n) for n in (5, 2, 7)]
    compare(student.grad_quadratic, reference.grad_quadratic, inputs)


@check(exercise="grad-quadratic", weight=1)
def test_quadratic_arguments_stay(student, rng):
    """After the call, A and x are what they were."""
    A, x = forms(rng, 4)
    answer = student.grad_quadratic(A, x)

    untouched(student)
    array(answer, x.shape, "the gradient")


@check(exercise="grad-quadratic", weight=1, depends_on=test_any_matrix)
def test_quadratic_is_a_formula(student, reference, rng):
    """The gradient is computed, not measured: right to the last digits."""
    A, x = forms(rng, 6)
    judge_digits(student.grad_quadratic, reference.grad_quadratic, A, 5000 * x)


def forms(rng, n):
    """A (n, n) and x (n,): A is far from symmetric, and x has no zeros."""
    return rng.normal(size=(n, n)), rng.choice([-1, 1], n) * rng.uniform(0.5, 2, n)


# --- grad_bilinear ----------------------------------------------------------------


@check(exercise="grad-bilinear", weight=3)
def test_bilinear_value(student, reference, rng):
    """The gradient of a^T W b: a table of the shape of W."""
    sizes = (4, 4), (5, 3), (2, 6), (1, 3)
    inputs = [(rng.normal(size=D), rng.normal(size=C)) for D, C in sizes]
    compare(student.grad_bilinear, reference.grad_bilinear, inputs)


@check(exercise="grad-bilinear", weight=1)
def test_whole_numbers(student, reference, rng):
    """One of the vectors may hold whole numbers, and nothing is cut off for it."""
    fractions, whole = rng.uniform(0.1, 0.9, 3), rng.integers(1, 9, 4)
    inputs = [(whole, fractions), (fractions, whole)]
    compare(student.grad_bilinear, reference.grad_bilinear, inputs)
    untouched(student)


# --- grad_logsumexp_linear --------------------------------------------------------


@check(exercise="grad-logsumexp-linear", weight=10)
def test_logsumexp_value(student, reference, rng):
    """The gradient of log sum exp(xW), for scores of ordinary size."""
    inputs = [reference.example(rng, *size) for size in ((4, 4), (5, 3), (1, 6))]
    function, right = student.grad_logsumexp_linear, reference.grad_logsumexp_linear
    compare(function, right, inputs)


@check(exercise="grad-logsumexp-linear", weight=3)
def test_logsumexp_any_size(student, rng):
    """Scores of 1000 and more, or far below zero, do no harm.

    Only your own answers are compared: whatever they are, they may not change when all
    scores are raised by the same.
    """
    x, W = np.array([1.0, -1.0]), rng.normal(size=(2, 4))
    function = student.grad_logsumexp_linear
    near = function(x, W)
    lifted = [function(x, W + np.array([[lift], [0.0]])) for lift in (4e3, -4e3)]
    apart = [function(*far_apart(gap)) for gap in (600.0, 1200.0, 3000.0)]

    near = array(near, W.shape, "the gradient")
    for answer, where in zip(lifted, ("4000 higher", "4000 lower")):
        agree(answer, near, what=f"the gradient with all scores {where}", rtol=1e-8)
    close, *further = (array(each, (1, 2), "the gradient") for each in apart)
    for answer in further:
        agree(answer, close, what="the gradient with scores far apart")


def far_apart(gap):
    """One feature that is 1, and two classes: the scores are 1000 and 1000 - gap."""
    return np.ones(1), np.array([[1000.0, 1000.0 - gap]])


@check(exercise="grad-logsumexp-linear", weight=1)
def test_logsumexp_arguments_stay(student, reference, rng):
    """After the call, x and W are what they were."""
    x, W = reference.example(rng, 4, 4)
    answer = student.grad_logsumexp_linear(x, W)

    untouched(student)
    array(answer, W.shape, "the gradient")


@check(exercise="grad-logsumexp-linear", weight=2, depends_on=test_logsumexp_value)
def test_logsumexp_is_a_formula(student, reference, rng):
    """The gradient is computed, not measured: right to the last digits."""
    x, W = reference.example(rng, 6, 4)
    # Scores that are large beside their slopes: differences of them lose digits.
    lift = np.array([[1.0]] + [[0.0]] * 5) * 300 / x[0]
    function, right = student.grad_logsumexp_linear, reference.grad_logsumexp_linear
    judge_digits(function, right, x, 0.3 * W + lift)


# --- grad_squared_scores ----------------------------------------------------------


@check(exercise="grad-squared-scores", weight=1)
def test_squares_as_many_classes_as_features(student, reference, rng):
    """The gradient of the sum of squared scores, with as many classes as features."""
    inputs = [reference.example(rng, n, n) for n in (4, 2)]
    compare(student.grad_squared_scores, reference.grad_squared_scores, inputs)


@check(exercise="grad-squared-scores", weight=1)
def test_squares_of_any_sizes(student, reference, rng):
    """The gradient of the sum of squared scores, for any numbers of both."""
    inputs = [reference.example(rng, *size) for size in ((5, 3), (2, 6), (4, 1))]
    compare(student.grad_squared_scores, reference.grad_squared_scores, inputs)
    untouched(student)


# --- how they are judged ----------------------------------------------------------


def compare(function, right, inputs):
    answers = [function(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, right(*each), what="the gradient")


def judge_digits(function, right, *args):
    expected = right(*args)

    given = array(function(*args), expected.shape, "the gradient")
    if np.abs(given - expected).max() > EXACT * np.abs(expected).max():
        raise WrongAnswer(
            "The gradient is close, and not right to the last digits of float64: "
            "something measures or rounds instead of computing."
        )
