"""Hidden checks of cross_entropy_soft and delta_via_jacobian.

The loss with soft labels has four parts, checked separately: value 30 %, slope of the
student's own loss 20 %, gradient 40 %, robustness 10 %.  In the long way each of the
three results counts.
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    akin,
    array,
    check,
    number,
    unpack,
    untouched,
    written_here,
)
from gradients_by_hand.gradients import gradient_check

RTOL = 1e-5
PARTS = "the loss", "the gradient dS"
STATIONS = "dP", "J", "dS"
READY_MADE = (
    "scipy.special.rel_entr",
    "scipy.special.entr",
    "scipy.special.kl_div",
    "scipy.stats.entropy",
    "sklearn.metrics.log_loss",
)


# --- cross_entropy_soft -----------------------------------------------------------


# A gate: a library must not do the work.
@check(exercise="cross-entropy-soft", weight=0)
def test_soft_loss_is_written_here(student, code, reference, rng):
    """The function is yours: no ready-made cross-entropy or entropy does the work."""
    unpack(student.cross_entropy_soft(*soft_batch(reference, rng, 4, 3)), *PARTS)

    written_here(code, "cross_entropy_soft", *READY_MADE)


@check(
    exercise="cross-entropy-soft", weight=30, depends_on=test_soft_loss_is_written_here
)
def test_soft_value(student, reference, rng):
    """The loss is the mean of the cross-entropies between the rows of Y and of P."""
    inputs = soft_batches(reference, rng)
    answers = [student.cross_entropy_soft(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.cross_entropy_soft(*each)[0]
        agree(unpack(answer, *PARTS)[0], right, what="the loss", rtol=RTOL)


@check(exercise="cross-entropy-soft", weight=20)
def test_soft_slope(student, reference, rng):
    """dS is the slope of the loss that your function returns, right or wrong."""
    S, Y = soft_batch(reference, rng, 4, 3)

    def loss_and_gradient(V):
        loss, dS = unpack(student.cross_entropy_soft(V, Y), *PARTS)
        return number(loss, "the loss"), array(dS, S.shape, "the gradient dS")

    entries = (0, 0), (1, 1), (2, 2), (3, 0)
    report = gradient_check(loss_and_gradient, S, entries=entries, h=1e-2, rtol=1e-3)
    if not np.any(report.measured):
        raise WrongAnswer("Your loss stays the same whatever S is.")
    other = unpack(student.cross_entropy_soft(S, np.roll(Y, 1, axis=0)), *PARTS)
    if number(other[0], "the loss") == loss_and_gradient(S)[0]:
        raise WrongAnswer("Your loss stays the same whatever the labels are.")
    if not report.ok:
        raise WrongAnswer("Nudge a score: your loss moves by another slope than dS.")
    # Any sum of scores agrees with its slope: the loss must have a part of the value.
    tables = [np.array([[0.0, ahead, 0.0]]) for ahead in (-12.0, -2, -1, 0, 1, 2, 12)]
    Y = np.array([[0.0, 1.0, 0.0]])
    answers = [unpack(student.cross_entropy_soft(V, Y), *PARTS) for V in tables]
    losses = [number(loss, "the loss") for loss, _ in answers]
    if not akin(
        losses, [reference.cross_entropy_soft(V, Y)[0] for V in tables], rtol=1e-3
    ):
        raise WrongAnswer(
            "dS is the slope of your loss. But move the score of the sure class: your "
            "loss does not follow its probability."
        )


@check(exercise="cross-entropy-soft", weight=30)
def test_soft_gradient(student, reference, rng):
    """dS is the gradient of the mean loss with respect to the scores."""
    inputs = soft_batches(reference, rng)
    answers = [student.cross_entropy_soft(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.cross_entropy_soft(*each)[1]
        agree(unpack(answer, *PARTS)[1], right, what="the gradient dS", rtol=RTOL)


@check(exercise="cross-entropy-soft", weight=10, depends_on=test_soft_gradient)
def test_soft_gradient_is_a_formula(student, reference, rng):
    """dS is computed, not measured: it is right to the last digits."""
    S, Y = soft_batch(reference, rng, 8, 5)
    answer = student.cross_entropy_soft(S, Y)

    right = reference.cross_entropy_soft(S, Y)[1]
    dS = array(unpack(answer, *PARTS)[1], S.shape, "the gradient dS")
    if np.abs(dS - right).max() > 1e-11 * np.abs(right).max():
        raise WrongAnswer(
            "dS is close, and not right to the last digits of float64: "
            "something measures or rounds instead of computing."
        )


@check(exercise="cross-entropy-soft", weight=5)
def test_soft_scores_of_any_size(student, reference, rng):
    """High scores, rows of different height and large gaps do no harm."""
    S, Y = soft_batch(reference, rng, 4, 3)
    plain = student.cross_entropy_soft(S, Y)
    lift = rng.permutation([[0.0], [1e4], [-6e3], [2e3]])
    lifted = student.cross_entropy_soft(S + lift, Y)
    # A class with the label 0 is far behind, and then one with the label 1/4.
    gap = np.array([[0.0, -800.0]])
    sure, unsure = (
        student.cross_entropy_soft(gap, np.array([[1.0 - share, share]]))
        for share in (0.0, 0.25)
    )

    loss, dS = unpack(plain, *PARTS)
    for what, before, after in zip(PARTS, (loss, dS), unpack(lifted, *PARTS)):
        read(before, S, what)
        agree(after, before, what=f"{what} with rows of different height", rtol=RTOL)
    low, high = (
        number(unpack(each, *PARTS)[0], "the loss with a large gap")
        for each in (sure, unsure)
    )
    agree(high - low, 200.0, what="the loss with a large gap, where it grows")


@check(exercise="cross-entropy-soft", weight=5, depends_on=test_soft_gradient)
def test_soft_batches_of_any_kind(student, reference, rng):
    """dS is right for other sizes and for sure labels, and S and Y stay as they are."""
    sure = np.eye(4)[reference.batch(rng, 5, 4)[1]]
    inputs = [
        (reference.batch(rng, 5, 4)[0], sure),
        soft_batch(reference, rng, 1, 2),
        soft_batch(reference, rng, 3, 3, zeros=True),
    ]
    for S, Y in inputs:
        right = reference.cross_entropy_soft(S, Y)[1]
        for time in ("", ", called a second time"):
            dS = unpack(student.cross_entropy_soft(S, Y), *PARTS)[1]
            untouched(student)
            agree(dS, right, what=f"the gradient dS{time}", rtol=RTOL)


def soft_batches(reference, rng):
    return [
        soft_batch(reference, rng, 4, 4),
        soft_batch(reference, rng, 1, 3),
        soft_batch(reference, rng, 7, 3, zeros=True),
    ]


def soft_batch(reference, rng, N, C, zeros=False):
    return reference.batch(rng, N, C)[0], reference.mixed(rng, N, C, zeros)


def read(value, S, what):
    return number(value, what) if what == "the loss" else array(value, S.shape, what)


# --- delta_via_jacobian -----------------------------------------------------------


@check(exercise="delta-via-jacobian", weight=25)
def test_station_dP(student, reference, rng):
    """dP holds the slopes of the mean loss along the probabilities."""
    judge_station(0, student, reference, rng)


@check(exercise="delta-via-jacobian", weight=30)
def test_station_J(student, reference, rng):
    """J holds the Jacobian of softmax, one square table for each example."""
    judge_station(1, student, reference, rng)


@check(exercise="delta-via-jacobian", weight=35)
def test_station_dS(student, reference, rng):
    """dS is the gradient of the mean loss, to 12 digits."""
    judge_station(2, student, reference, rng)


@check(exercise="delta-via-jacobian", weight=10, depends_on=test_station_dS)
def test_long_way_leaves_its_arguments(student, reference, rng):
    """S and y stay as they are, and labels may be integers of any type."""
    for sizes, kind in (((1, 3), np.uint8), ((6, 2), np.int32)):
        S, y = reference.batch(rng, *sizes)
        answer = student.delta_via_jacobian(S, y.astype(kind))
        untouched(student)
        right = reference.delta_via_jacobian(S, y)
        for name, given, wanted in zip(STATIONS, unpack(answer, *STATIONS), right):
            agree(given, wanted, what=name, rtol=1e-12)


def judge_station(which, student, reference, rng):
    inputs = [reference.batch(rng, *sizes) for sizes in ((4, 4), (6, 3), (1, 2))]
    answers = [student.delta_via_jacobian(*each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.delta_via_jacobian(*each)[which]
        given = unpack(answer, *STATIONS)[which]
        agree(given, right, what=STATIONS[which], rtol=1e-12)
