"""Hidden checks of the Jacobians, of the way back, and of the find of a fault.

Square sizes come first: what is turned or in the wrong order gives a table there, and a
wrong rule can be told by it.
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    untouched,
    without_loops,
    written_here,
)

# (N, D, C)
GATE_SIZES = ((3, 3, 3), (2, 4, 3))
SIZES = ((3, 3, 3), (4, 3, 2), (2, 5, 3))
ODD_SIZES = ((1, 4, 3), (5, 1, 2), (3, 4, 1), (2, 2, 2))


# --- jacobian_scores_loops --------------------------------------------------------


# A gate: the Kronecker product is the next exercise.
@check(exercise="jacobian-scores-loops", weight=0)
def test_loops_without_kron(student, code, reference, rng):
    """It is written from the slopes themselves, without np.kron."""
    for N, D, C in GATE_SIZES:
        answer = student.jacobian_scores_loops(reference.examples(rng, N, D), C)

    array(answer, (N * C, D * C), "J")
    written_here(code, "jacobian_scores_loops", "numpy.kron", "scipy.linalg.kron")


@check(exercise="jacobian-scores-loops", weight=6, depends_on=test_loops_without_kron)
def test_loops_value(student, reference, rng):
    """Every slope stands in the row of its score and in the column of its weight."""
    judge(student.jacobian_scores_loops, reference, rng, SIZES)


@check(exercise="jacobian-scores-loops", weight=2, depends_on=test_loops_value)
def test_loops_sizes_of_any_kind(student, reference, rng):
    """One example, one feature, one class, and the batch is not changed."""
    judge(student.jacobian_scores_loops, reference, rng, ODD_SIZES)
    untouched(student)


@check(exercise="jacobian-scores-loops", weight=1, depends_on=test_loops_value)
def test_loops_slopes_are_exact(student, reference, rng):
    """Slopes that are zero are exactly zero, and the others are exact as well."""
    judge_digits(student.jacobian_scores_loops, reference, rng)


# --- jacobian_scores --------------------------------------------------------------


# A gate: loops are no answer here, and their absence alone is none either.
@check(exercise="jacobian-scores", weight=0)
def test_kron_without_loops(student, code, reference, rng):
    """There is no Python loop in the function or in the helpers that it calls."""
    for N, D, C in GATE_SIZES:
        answer = student.jacobian_scores(reference.examples(rng, N, D), C)
    array(answer, (N * C, D * C), "J")

    without_loops(code, "jacobian_scores")


@check(exercise="jacobian-scores", weight=6, depends_on=test_kron_without_loops)
def test_kron_value(student, reference, rng):
    """Every slope stands in the row of its score and in the column of its weight."""
    judge(student.jacobian_scores, reference, rng, SIZES)


@check(exercise="jacobian-scores", weight=2, depends_on=test_kron_value)
def test_kron_sizes_of_any_kind(student, reference, rng):
    """One example, one feature, one class, and the batch is not changed."""
    judge(student.jacobian_scores, reference, rng, ODD_SIZES)
    untouched(student)


# --- contract ---------------------------------------------------------------------


@check(exercise="contract", weight=2)
def test_contract_for_scores(student, reference, rng):
    """dW from the Jacobian of F = XW, for batches of different sizes."""
    judge_contract(student, reference, rng, reference.jacobian_scores)


@check(exercise="contract", weight=2)
def test_contract_for_any_jacobian(student, reference, rng):
    """dW from the Jacobian of any table of scores: it has no pattern to rely on."""

    def any_jacobian(X, C):
        return rng.normal(size=(len(X) * C, X.shape[1] * C))

    judge_contract(student, reference, rng, any_jacobian)


def judge_contract(student, reference, rng, jacobian):
    inputs = []
    for N, D, C in (*SIZES, (1, 4, 3)):
        J = jacobian(reference.examples(rng, N, D), C)
        inputs.append((J, rng.normal(size=(N, C)), D, C))
    answers = [student.contract(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.contract(*each), what="dW")
    untouched(student)


# --- jacobian_blocks --------------------------------------------------------------


@check(exercise="jacobian-blocks", weight=1)
def test_blocks_of_a_square_batch(student, reference, rng):
    """With as many examples as classes, every block stands in its place."""
    sizes = (3, 3, 3), (2, 4, 2)
    judge(student.jacobian_blocks, reference, rng, sizes, reference.jacobian_blocks)


@check(exercise="jacobian-blocks", weight=2)
def test_blocks_of_any_batch(student, reference, rng):
    """With any numbers of examples and classes, every block stands in its place."""
    sizes = (4, 3, 2), (2, 3, 5), (1, 2, 3), (3, 2, 1)
    judge(student.jacobian_blocks, reference, rng, sizes, reference.jacobian_blocks)
    untouched(student)


# --- how they are judged ----------------------------------------------------------


def judge(function, reference, rng, sizes, right=None):
    right = right or reference.jacobian_scores
    inputs = [(reference.examples(rng, N, D), C) for N, D, C in sizes]
    answers = [function(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, right(*each), what="the table of slopes")


def judge_digits(function, reference, rng):
    X = reference.examples(rng, 3, 4)
    right = reference.jacobian_scores(X, 2)

    given = array(function(X, 2), right.shape, "the table of slopes")
    if np.abs(given - right).max() > 1e-15:
        raise WrongAnswer(
            "The slopes are close, and not exact: something measures or rounds, where "
            "numbers only have to be put into their places."
        )
