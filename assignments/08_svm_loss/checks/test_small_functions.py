"""Hidden checks of the margins, the coefficients, the kinks and the find of a fault."""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    kind,
    unpack,
    untouched,
)

# A square table comes first: where axes are confused it gives a value, and a wrong rule
# can be told by it; with sizes that differ it stops with an error.
SIZES = ((4, 4), (7, 3), (1, 5))


# --- svm_margins ------------------------------------------------------------------


@check(exercise="svm-margins", weight=4)
def test_margins(student, reference, rng):
    """Each wrong class costs what it lacks to a distance of 1, the true one nothing."""
    inputs = [reference.scores(rng, *sizes) for sizes in SIZES]
    judge_margins(student, reference, inputs)


@check(exercise="svm-margins", weight=2)
def test_margins_of_another_distance(student, reference, rng):
    """The same for other distances than 1."""
    tables = [reference.scores(rng, *sizes) for sizes in SIZES]
    inputs = [(*each, delta) for each, delta in zip(tables, (2.5, 0.5, 4.0))]
    judge_margins(student, reference, inputs)


@check(exercise="svm-margins", weight=2, depends_on=test_margins)
def test_scores_survive(student, reference, rng):
    """The caller still has the scores; labels of any integer type are fine."""
    S, y = reference.scores(rng, 6, 4)
    for labels in (y, y.astype(np.uint8), y.astype(np.int8)):
        answer = student.svm_margins(S, labels)
        untouched(student)
        agree(answer, reference.svm_margins(S, y), what="the table of margins")


def judge_margins(student, reference, inputs):
    answers = [student.svm_margins(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.svm_margins(*each)
        agree(answer, right, what="the table of margins")


# --- svm_coefficients -------------------------------------------------------------


@check(exercise="svm-coefficients", weight=3)
def test_wrong_classes(student, reference, rng):
    """In the columns of the wrong classes stands the slope along their scores."""
    judge_coefficients(student, reference, rng, true=False)


@check(exercise="svm-coefficients", weight=3)
def test_true_class(student, reference, rng):
    """In the column of the true class stands the slope along its score."""
    judge_coefficients(student, reference, rng, true=True)


@check(exercise="svm-coefficients", weight=2, depends_on=test_true_class)
def test_margins_survive(student, reference, rng):
    """The coefficients are float64, and the caller still has the margins."""
    M, y = some_margins(reference, rng, 6, 4)
    answer = student.svm_coefficients(M, y)
    untouched(student)

    array(answer, M.shape, "the table of coefficients")
    if answer.dtype != np.float64:
        raise WrongAnswer(
            f"The table of coefficients should hold float64, and holds {answer.dtype}: "
            "it could not be divided in place."
        )


def judge_coefficients(student, reference, rng, *, true):
    inputs = [some_margins(reference, rng, *sizes) for sizes in SIZES]
    answers = [student.svm_coefficients(*each) for each in inputs]

    for (M, y), answer in zip(inputs, answers):
        given = array(answer, M.shape, "the table of coefficients")
        right = reference.svm_coefficients(M, y)
        column = np.arange(M.shape[1]) == y[:, np.newaxis]
        here = column if true else ~column
        which = "true class" if true else "wrong classes"
        agree(given[here], right[here], what=f"the list of slopes of the {which}")


def some_margins(reference, rng, N, C):
    """M and y; where there is room, one row without and one row full of violations."""
    S, y = reference.scores(rng, N, C)
    if N > 2:
        S[0, y[0]] += 20.0
        S[1, y[1]] -= 20.0
    return reference.svm_margins(S, y), y


# --- kink_crossed -----------------------------------------------------------------


@check(exercise="kink-crossed", weight=3)
def test_kinks(student, reference, rng):
    """True if and only if a margin changes its side between the two points."""
    corners = [each for _ in range(3) for each in around_corners(rng, reference)]
    judge_kinks(student, reference, [*no_corners(rng), *corners])


# Needs no other check: a rule that only fails here must be seen to fail here.
@check(exercise="kink-crossed", weight=1)
def test_kinks_that_come_in_pairs(student, reference, rng):
    """Also where one margin goes up from 0 while another one goes down to 0."""
    judge_kinks(student, reference, [in_and_out(rng) for _ in range(3)])


@check(exercise="kink-crossed", weight=1, depends_on=test_kinks)
def test_weights_survive(student, reference, rng):
    """After the call, the caller still has the weights, to the last digit."""
    W, X, y = reference.batch(rng, 5, 4, 3)
    args = W, X, y, 2, 1, 0.1
    answer = student.kink_crossed(*args)
    untouched(student)

    truth_value(answer)


def judge_kinks(student, reference, cases):
    answers = [truth_value(student.kink_crossed(*each)) for each in cases]
    right = [reference.kink_crossed(*each) for each in cases]

    missed = sum(r and not a for a, r in zip(answers, right))
    alarms = sum(a and not r for a, r in zip(answers, right))
    if missed or alarms:
        raise WrongAnswer(
            f"Of {len(cases)} cases, {missed} with a kink in between gave False, "
            f"and {alarms} without one gave True."
        )


def truth_value(answer):
    """True or False, of Python or of numpy."""
    if isinstance(answer, np.ndarray | np.generic) and np.ndim(answer) == 0:
        answer = answer.item()
    if not isinstance(answer, bool):
        raise WrongAnswer(f"True or False should come back, and not {kind(answer)}.")
    return answer


def around_corners(rng, reference):
    """For two weights: steps that end before a corner and behind it, near it and not.

    It is the next corner; it lies above one of the weights, and below the other one.
    """
    W, X, y = reference.batch(rng, 4, 3, 3)
    wanted = [1, -1]
    for k, j in rng.permutation(list(np.ndindex(*W.shape))).tolist():
        way = next_corner(W, X, y, k, j)
        if np.sign(way) in wanted and 1e-3 < abs(way) < 1e3:
            wanted.remove(np.sign(way))
            for share in (0.02, 0.8, 1.3, 3.0):
                yield W, X, y, k, j, share * abs(way)


def next_corner(W, X, y, k, j):
    """How far w[k, j] is from where the next margin changes its side, with its sign."""
    S, ways = X @ W, []
    for i, c in np.ndindex(*S.shape):
        slope = X[i, k] * (float(c == j) - float(y[i] == j))
        if c != y[i] and slope:
            ways.append(-(S[i, c] - S[i, y[i]] + 1.0) / slope)
    return min(ways, key=abs, default=np.inf)


def no_corners(rng):
    """Cases without a kink, in each of which another wrong question would see one."""
    a, near = rng.uniform(2, 4), rng.uniform(0.01, 0.04)
    x, label = np.ones((1, 1)), np.array([0])
    # No margin moves at all: every example belongs to its class by far.
    y = rng.permutation([0, 1, 2, 2])
    yield 6 * np.eye(3) + rng.uniform(size=(3, 3)), np.eye(3)[y], y, 1, 2, 0.1
    # A wrong class overtakes another one, and both stay violated.
    yield np.array([[0.0, a, a + near]]), x, label, 0, 1, 0.1
    # A wrong class overtakes the true one.
    yield np.array([[a, a - near, a - 3.0]]), x, label, 0, 1, 0.1
    # The corner would be reached if the other weight of that class moved as well.
    W = np.array([[a, a - 1.11 - near, a - 3.0], [0.0, 0.0, 0.0]])
    yield W, np.ones((1, 2)), label, 0, 1, 0.1


def in_and_out(rng):
    """Two examples: class 1 comes in at one of them and leaves at the other one."""
    a, near = rng.normal(), rng.uniform(0.01, 0.04)
    b = a - 1.0 - near
    W = np.array([[a, b, a - 5.0], [0.0, b - a - 1.0 - near, -9.0]])
    return W, np.array([[1.0, 0.0], [-1.0, 1.0]]), np.array([0, 0]), 0, 1, 0.1


# --- cost_and_crowd ---------------------------------------------------------------


@check(exercise="cost-and-crowd", weight=1)
def test_cost(student, reference, rng):
    """The cost of each example is its hinge loss, one number for each."""
    judge_cost_and_crowd(0, "the array of costs", student, reference, rng)


@check(exercise="cost-and-crowd", weight=1)
def test_crowd(student, reference, rng):
    """The crowd of each example is a number of classes; the scores stay as they are."""
    judge_cost_and_crowd(1, "the array of crowds", student, reference, rng)
    untouched(student)


def judge_cost_and_crowd(part, what, student, reference, rng):
    inputs = [reference.scores(rng, *sizes) for sizes in ((4, 4), (7, 3), (6, 5))]
    answers = [student.cost_and_crowd(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.cost_and_crowd(*each)[part]
        agree(unpack(answer, "the costs", "the crowds")[part], right, what=what)
