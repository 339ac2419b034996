"""Hidden checks of the two finds of a fault."""

import numpy as np

from autograder.checks import agree, check, unpack, untouched

# --- worst_first ------------------------------------------------------------------


@check(exercise="worst-first", weight=1)
def test_order_of_ordinary_examples(student, reference, rng):
    """The examples stand in the order of their losses, the largest first."""
    judge_order(student, reference, *reference.batch(rng, 6, 3))


@check(exercise="worst-first", weight=2)
def test_order_of_hopeless_examples(student, reference, rng):
    """Examples whose truth lies far behind are told apart as well."""
    gaps = rng.permutation([25.0, 40.0, 300.0, 900.0, 4000.0, -5.0])
    S = np.column_stack([gaps, np.zeros(6)]) + rng.uniform(size=(6, 2))
    judge_order(student, reference, S, np.ones(6, dtype=int))


def judge_order(student, reference, S, y):
    answer = student.worst_first(S, y)
    untouched(student)
    right = reference.worst_first(S, y)
    order, losses = unpack(answer, "the examples", "their losses")

    agree(order, right[0], what="the list of examples")
    agree(losses, right[1], what="the list of losses")


# --- truth_probabilities ----------------------------------------------------------


@check(exercise="truth-probabilities", weight=1)
def test_labels_in_a_row(student, reference, rng):
    """With labels of shape (N,), there is one probability for each example."""
    judge_truth(student, reference, rng, (-1,))


@check(exercise="truth-probabilities", weight=2)
def test_labels_in_a_column(student, reference, rng):
    """With labels of shape (N, 1), there is one probability for each example."""
    judge_truth(student, reference, rng, (-1, 1))


def judge_truth(student, reference, rng, shape):
    inputs = []
    for N, C in ((4, 4), (6, 3), (1, 2)):
        y = reference.batch(rng, N, C)[1]
        inputs.append((rng.dirichlet([1.0] * C, size=N), y.reshape(shape)))
    answers = []
    for each in inputs:
        answers.append(student.truth_probabilities(*each))
        untouched(student)

    for each, answer in zip(inputs, answers):
        right = reference.truth_probabilities(*each)
        agree(answer, right, what="the array of probabilities")
