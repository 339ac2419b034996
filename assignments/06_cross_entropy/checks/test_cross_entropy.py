"""Hidden checks of cross_entropy and delta_cross_entropy: labels are class numbers.

The parts are checked separately.  Of the loss: its value (65 %), scores of any size
(25 %: this is what the assignment is about), batches of any kind (10 %).  Of the
gradient: one example (30 %), a batch (30 %), the slope of a loss (20 %), from a formula
(10 %), and scores and batches of any kind (10 %).
"""

import numpy as np

from autograder.checks import (
    WrongAnswer,
    agree,
    akin,
    array,
    check,
    number,
    untouched,
    written_here,
)
from gradients_by_hand.gradients import gradient_check

# float32 inside reaches 1e-6: it fails the check of the digits, and no other.
RTOL = 1e-5
READY_MADE = (
    "scipy.special.rel_entr",
    "scipy.special.entr",
    "scipy.special.kl_div",
    "scipy.stats.entropy",
    "sklearn.metrics.log_loss",
)
# (N, C): one example; as many examples as classes; two classes; many classes.
KINDS = (
    ((1, 3), np.int64),
    ((4, 4), np.uint8),
    ((6, 2), np.int32),
    ((3, 10), np.int8),
)


# --- cross_entropy ----------------------------------------------------------------


# A gate: a library must not do the work.
@check(exercise="cross-entropy", weight=0)
def test_loss_is_written_here(student, code, reference, rng):
    """The function is yours: no ready-made cross-entropy or entropy does the work."""
    number(student.cross_entropy(*reference.batch(rng)), "the loss")

    written_here(code, "cross_entropy", *READY_MADE)


@check(exercise="cross-entropy", weight=15, depends_on=test_loss_is_written_here)
def test_equal_scores(student, rng):
    """If all scores of a row are equal, the loss is log C, whatever the labels are."""
    y = rng.integers(4, size=6)
    loss = student.cross_entropy(np.full((6, 4), 0.75), y)

    agree(loss, np.log(4), what="the loss", rtol=RTOL)


@check(exercise="cross-entropy", weight=50, depends_on=test_loss_is_written_here)
def test_loss_of_random_batches(student, reference, rng):
    """The loss of a batch is the mean of -log p(true class) over its examples."""
    inputs = [reference.batch(rng, *sizes) for sizes in ((4, 4), (1, 3), (7, 3))]
    answers = [student.cross_entropy(*each) for each in inputs]

    for each, loss in zip(inputs, answers):
        agree(loss, reference.cross_entropy(*each), what="the loss", rtol=RTOL)


@check(exercise="cross-entropy", weight=10)
def test_loss_of_high_scores(student, reference, rng):
    """The same number added to all scores of an example changes nothing."""
    S, y = reference.batch(rng, 4, 3)
    lifts = np.full((4, 1), 4000.0), rng.permutation([[0.0], [1e4], [-6e3], [2e3]])
    plain = student.cross_entropy(S, y)
    lifted = [student.cross_entropy(S + each, y) for each in lifts]

    number(plain, "the loss")
    for when, loss in zip(("of 4000 and more", "at different heights"), lifted):
        agree(loss, plain, what=f"the loss with scores {when}", rtol=RTOL)


@check(exercise="cross-entropy", weight=15)
def test_loss_of_large_gaps(student):
    """A true class far behind costs the gap, and one far ahead costs nothing."""
    behind = [student.cross_entropy(*two_classes(-gap)) for gap in (800.0, 1500.0)]
    ahead = student.cross_entropy(*two_classes(800.0))

    near, far = (number(each, "the loss of a class far behind") for each in behind)
    agree(far - near, 700.0, what="the loss of a class far behind, where it grows")
    if abs(number(ahead, "the loss of a class far ahead")) > 1e-6:
        raise WrongAnswer("The loss of a class far ahead should be next to nothing.")


@check(exercise="cross-entropy", weight=10, depends_on=test_loss_of_random_batches)
def test_loss_of_batches_of_any_kind(student, reference, rng):
    """The loss is right to the last digits, and S and y stay as they are.

    There is a batch with one example, one with two classes, one with ten, and one with
    as many examples as classes.  Labels are integers of any type.
    """
    for sizes, kind in KINDS:
        S, y = reference.batch(rng, *sizes)
        right = reference.cross_entropy(S, y)
        for time in ("", ", called a second time"):
            loss = student.cross_entropy(S, y.astype(kind))
            untouched(student)
            agree(loss, right, what=f"the loss{time}", rtol=1e-11)


# --- delta_cross_entropy ----------------------------------------------------------


@check(exercise="delta-cross-entropy", weight=30)
def test_gradient_of_one_example(student, reference, rng):
    """With one example in the batch, there is one slope for each of its scores."""
    compare(student, reference, [reference.batch(rng, 1, C) for C in (4, 3)])


@check(exercise="delta-cross-entropy", weight=30)
def test_gradient_of_a_batch(student, reference, rng):
    """The gradient of the mean loss has one row for each example of the batch."""
    inputs = [reference.batch(rng, *sizes) for sizes in ((4, 4), (7, 3), (3, 10))]
    compare(student, reference, inputs)


@check(exercise="delta-cross-entropy", weight=20)
def test_gradient_is_a_slope(student, reference, rng):
    """The gradient is the slope of your own cross_entropy, right or wrong."""
    S, y = reference.batch(rng, 4, 3)
    claimed = array(student.delta_cross_entropy(S, y), S.shape, "the gradient dS")
    # The right gradient of a wrong loss passes: the loss lost its points already.
    if np.allclose(claimed, reference.delta_cross_entropy(S, y), atol=1e-6):
        return

    def loss_and_claim(V):
        return number(student.cross_entropy(V, y), "your own loss"), claimed

    entries = (0, 0), (1, 1), (2, 2), (3, 0)
    report = gradient_check(loss_and_claim, S, entries=entries, h=1e-2, rtol=1e-3)
    if not (report.ok and np.any(report.measured)):
        raise WrongAnswer("Nudge a score: your own loss moves by another slope.")
    # Any sum of scores agrees with its slope: the loss must have a part of the value.
    tables = [np.array([[0.0, ahead, 0.0]]) for ahead in (-12.0, -2, -1, 0, 1, 2, 12)]
    label = np.array([1])
    losses = [number(student.cross_entropy(V, label), "your loss") for V in tables]
    rights = [[reference.cross_entropy(V, label - k) for V in tables] for k in (0, 1)]
    if not any(akin(losses, right, rtol=1e-3) for right in rights):
        raise WrongAnswer(
            "The gradient is the slope of your loss. But move the score of the true "
            "class: your loss does not follow its probability."
        )


@check(exercise="delta-cross-entropy", weight=10, depends_on=test_gradient_of_a_batch)
def test_gradient_is_a_formula(student, reference, rng):
    """The gradient is computed, not measured: it is right to the last digits."""
    S, y = reference.batch(rng, 8, 5)
    answer = student.delta_cross_entropy(S, y)

    right = reference.delta_cross_entropy(S, y)
    dS = array(answer, S.shape, "the gradient dS")
    if np.abs(dS - right).max() > 1e-11 * np.abs(right).max():
        raise WrongAnswer(
            "dS is close, and not right to the last digits of float64: "
            "something measures or rounds instead of computing."
        )


@check(exercise="delta-cross-entropy", weight=5)
def test_gradient_of_scores_of_any_size(student, reference, rng):
    """Scores of 1000 and more, and rows of very different height, do no harm."""
    S, y = reference.batch(rng, 4, 3)
    lifts = np.full((4, 1), 4000.0), rng.permutation([[0.0], [1e4], [-6e3], [2e3]])
    plain = student.delta_cross_entropy(S, y)
    lifted = [student.delta_cross_entropy(S + each, y) for each in lifts]
    behind = student.delta_cross_entropy(*two_classes(-800.0))

    array(plain, S.shape, "the gradient dS")
    for when, dS in zip(("of 4000 and more", "at different heights"), lifted):
        agree(dS, plain, what=f"the gradient with scores {when}", rtol=RTOL)
    array(behind, (1, 2), "the gradient of a class far behind")


@check(exercise="delta-cross-entropy", weight=5, depends_on=test_gradient_of_a_batch)
def test_gradient_of_batches_of_any_kind(student, reference, rng):
    """The gradient is right for labels of any integer type; S and y stay as they are.

    There is a batch with one example, one with two classes, one with ten, and one with
    as many examples as classes.
    """
    for sizes, kind in KINDS:
        S, y = reference.batch(rng, *sizes)
        right = reference.delta_cross_entropy(S, y)
        for time in ("", ", called a second time"):
            dS = student.delta_cross_entropy(S, y.astype(kind))
            untouched(student)
            agree(dS, right, what=f"the gradient dS{time}", rtol=RTOL)


def compare(student, reference, inputs):
    answers = [student.delta_cross_entropy(*each) for each in inputs]

    for each, dS in zip(inputs, answers):
        right = reference.delta_cross_entropy(*each)
        agree(dS, right, what="the gradient dS", rtol=RTOL)


def two_classes(ahead):
    """One example whose true class leads the other one by `ahead`."""
    return np.array([[0.0, ahead]]), np.array([1])
