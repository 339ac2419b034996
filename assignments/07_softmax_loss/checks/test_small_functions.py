"""Hidden checks of the penalty, the way back, and the two finds of a fault."""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    check,
    number,
    unpack,
    untouched,
)

# Square sizes come first: a product in the wrong order gives a value there, and so its
# misconception is recognised; with sizes that all differ it raises.
SIZES = ((4, 4, 4), (6, 5, 3))


# --- l2_penalty -------------------------------------------------------------------


@check(exercise="l2-penalty", weight=2)
def test_full_penalty(student, reference, rng):
    """Without half, the penalty is reg times the sum of squares, with its gradient."""
    W, _, _ = reference.batch(rng)
    args = W, float(rng.uniform(0.3, 3))

    judge_penalty(student.l2_penalty(*args), reference.l2_penalty(*args))
    untouched(student)


@check(exercise="l2-penalty", weight=2)
def test_half_penalty(student, reference, rng):
    """With half=True, the penalty is half as large, and its gradient belongs to it."""
    W, _, _ = reference.batch(rng)
    args = W, float(rng.uniform(0.3, 3)), True

    judge_penalty(student.l2_penalty(*args), reference.l2_penalty(*args))


def judge_penalty(answer, right):
    value, gradient = unpack(answer, "the value", "the gradient")

    agree(value, right[0], what="the value of the penalty")
    agree(gradient, right[1], what="the gradient of the penalty")


# --- affine_backward --------------------------------------------------------------


@check(exercise="affine-backward", weight=3)
def test_dX(student, reference, rng):
    """dX carries the gradient of the scores back to the examples."""
    judge_part(0, "dX", student, reference, rng)


@check(exercise="affine-backward", weight=3)
def test_dW(student, reference, rng):
    """dW carries the gradient of the scores back to the weights."""
    judge_part(1, "dW", student, reference, rng)


@check(exercise="affine-backward", weight=2)
def test_db(student, reference, rng):
    """db has the shape of the bias and is its gradient; G, X and W stay as they are."""
    judge_part(2, "db", student, reference, rng)
    untouched(student)


def judge_part(part, what, student, reference, rng):
    inputs = [downstream(reference, rng, *sizes) for sizes in SIZES]
    answers = [student.affine_backward(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.affine_backward(*each)[part]
        agree(unpack(answer, "dX", "dW", "db")[part], right, what=what)


def downstream(reference, rng, N, D, C):
    """G, X, W: the rows of this G do not sum to zero, so a sum over classes shows."""
    W, X, _ = reference.batch(rng, N, D, C)
    return rng.normal(size=(N, C)), X, W


# --- strongest_rival --------------------------------------------------------------


@check(exercise="strongest-rival", weight=2)
def test_rival_and_lead(student, reference, rng):
    """The best wrong class of each example, and by how much the truth leads it."""
    probs, y = probabilities(rng)
    right = reference.strongest_rival(probs, y)
    answer = student.strongest_rival(probs, y)
    rival, lead = unpack(answer, "the rivals", "the leads")

    agree(rival, right[0], what="the array of rivals")
    agree(lead, right[1], what="the array of leads")


@check(exercise="strongest-rival", weight=1)
def test_probabilities_survive(student, rng):
    """After the call, the caller still has the probabilities that were handed in."""
    probs, y = probabilities(rng)
    answer = student.strongest_rival(probs, y)

    untouched(student)
    lead = unpack(answer, "the rivals", "the leads")[1]
    array(lead, y.shape, "the array of leads")


def probabilities(rng, N=8, C=4):
    """probs (N, C) without ties, y (N,): the truth wins every other row."""
    probs = rng.dirichlet([1.0] * C, size=N)
    best = probs.argmax(axis=1)
    return probs, np.where(np.arange(N) % 2, best, (best + 1) % C)


# --- smallest_batch ---------------------------------------------------------------

SHOWS = {
    "ten classes": lambda N, D, C: C != 10,
    "no return": lambda N, D, C: True,
    "last example only": lambda N, D, C: N > 1,
    "first feature only": lambda N, D, C: D > 1,
    "two classes only": lambda N, D, C: C > 2,
}


@check(exercise="smallest-batch", weight=1)
def test_faults_that_are_easy_to_see(student, reference):
    """The smallest batches for "ten classes" and "no return"."""
    judge_faults(student, reference, "ten classes", "no return")


@check(exercise="smallest-batch", weight=2)
def test_faults_that_can_hide(student, reference):
    """The smallest batches for the three faults that some batches do not show."""
    hiding = ("last example only", "first feature only", "two classes only")
    judge_faults(student, reference, *hiding)


def judge_faults(student, reference, *faults):
    answers = {fault: student.smallest_batch(fault) for fault in faults}

    for fault, answer in answers.items():
        sizes = tuple(number(each, "a size") for each in unpack(answer, "N", "D", "C"))
        if min(sizes) < 1 or sizes[2] < 2 or any(each % 1 for each in sizes):
            raise WrongAnswer(
                f"For {fault!r}: a batch has at least one example, one feature and two "
                "classes, in this order, as whole numbers."
            )
        if not SHOWS[fault](*sizes):
            raise WrongAnswer(f"In a batch of these sizes, {fault!r} stays hidden.")
        if sizes != reference.smallest_batch(fault):
            raise WrongAnswer(f"{fault!r} shows, but a smaller batch shows it too.")
