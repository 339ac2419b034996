"""Hidden checks of predict and decision_grid: which class wins where."""

import numpy as np

from autograder.checks import WrongAnswer, agree, array, check, untouched

# Square sizes come first: an axis in the wrong place gives a value there.
SIZES = ((4, 4, 4), (8, 5, 3), (1, 3, 4))


# --- predict ----------------------------------------------------------------------


@check(exercise="predict", weight=3)
def test_predicted_classes(student, reference, rng):
    """Each example gets the class with its highest score; nothing is changed."""
    inputs = [examples(reference, rng, *sizes) for sizes in SIZES]
    answers = []
    for each in inputs:
        answers.append(student.predict(*each))
        untouched(student)

    for each, answer in zip(inputs, answers):
        agree(answer, reference.predict(*each), what="the array of classes")


@check(exercise="predict", weight=1)
def test_predictions_are_labels(student, reference, rng):
    """What comes back can be compared with y: N integers."""
    answer = student.predict(*examples(reference, rng, 6, 2, 3))

    integers_of_shape(answer, (6,))


def examples(reference, rng, N, D, C):
    X, _, W, b = reference.cloud(rng, N, D, C)
    return X, W, 2 * b


# --- decision_grid ----------------------------------------------------------------


@check(exercise="decision-grid", weight=5)
def test_grid(student, reference, rng):
    """Row 0 is the lowest y, column 0 the lowest x, and both ends are on the grid."""
    inputs = [plane(rng, n, 3) for n in (5, 8)]
    answers = []
    for each in inputs:
        answers.append(student.decision_grid(*each))
        untouched(student)

    for each, answer in zip(inputs, answers):
        agree(answer, reference.decision_grid(*each), what="the grid of classes")


@check(exercise="decision-grid", weight=2)
def test_grid_of_any_classes(student, reference, rng):
    """Two classes or five, and limits that are integers, make no difference."""
    inputs = [(*plane(rng, 6, C)[:2], (-3, 1), (0, 4), 6) for C in (2, 5)]
    answers = [student.decision_grid(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        agree(answer, reference.decision_grid(*each), what="the grid of classes")


@check(exercise="decision-grid", weight=1)
def test_grid_holds_labels(student, rng):
    """What comes back is a square table of integers."""
    integers_of_shape(student.decision_grid(*plane(rng, 4, 3)), (4, 4))


def plane(rng, n, C):
    """W, b, xlim, ylim, n: limits that differ, and lines that cross the window."""
    xlim, ylim = (-1.5, 2.5), (0.5, 2.0)
    angle = rng.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(C) / C
    W = rng.uniform(1, 3, size=C) * np.array([np.cos(angle), np.sin(angle)])
    b = -(np.array([[0.5, 1.25]]) @ W) + 0.1 * rng.normal(size=(1, C))
    return W, b, xlim, ylim, n


def integers_of_shape(answer, shape):
    array(answer, shape, "the array of classes")
    if np.asarray(answer).dtype.kind not in "iu":
        raise WrongAnswer("The classes are not stored as integers.")
