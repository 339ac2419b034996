"""Misconceptions about `kink_crossed`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import ACTIVE, CARD, gaps_of

CORNERS = "Derive: corners"


def sets_at(W, X, y, k, j, step, delta=1.0):
    """Which classes are violated when one weight is moved."""
    moved = W.copy()
    moved[k, j] += step
    return gaps_of(X @ moved, y, delta) > 0


@misconception(
    id="08-HV25",
    exercise="kink-crossed",
    # also what comes out when all weights move alike: then no margin changes
    says="Your function never sees a kink, so a check on top of one would be trusted.",
    try_this="Which classes are violated with w + h, and which with w - h?",
    section=CORNERS,
)
def kinks_are_never_seen(W, X, y, k, j, h):
    return False


@misconception(
    id="08-KC01",
    exercise="kink-crossed",
    says="Your function sees a kink everywhere.",
    try_this="No margin changes its side. Has the loss a corner there?",
    section=CORNERS,
)
def kinks_are_seen_everywhere(W, X, y, k, j, h):
    return True


@misconception(
    id="08-KC02",
    exercise="kink-crossed",
    says="Your two points are w and w + h: you look to one side only.",
    try_this="Do you never go to the other side, or is the first nudge still in W when "
    "the second comes?",
    section=CORNERS,
)
def only_above_is_looked_at(W, X, y, k, j, h):
    return bool(np.any(sets_at(W, X, y, k, j, h) != sets_at(W, X, y, k, j, 0.0)))


@misconception(
    id="08-KC03",
    exercise="kink-crossed",
    says="Your two points are w - h and w: you look to one side only.",
    try_this="Do you never go to the other side, or is the first nudge still in W when "
    "the second comes?",
    section=CORNERS,
)
def only_below_is_looked_at(W, X, y, k, j, h):
    return bool(np.any(sets_at(W, X, y, k, j, 0.0) != sets_at(W, X, y, k, j, -h)))


@misconception(
    id="08-KC04",
    exercise="kink-crossed",
    says="You compare how many are violated, and not which ones.",
    try_this="One class comes in while another one leaves. What does a count say?",
    section=CORNERS,
)
def counts_are_compared(W, X, y, k, j, h):
    above, below = sets_at(W, X, y, k, j, h), sets_at(W, X, y, k, j, -h)
    return bool(above.sum() != below.sum())


@misconception(
    id="08-KC05",
    exercise="kink-crossed",
    says="Your corners lie where a class overtakes the true one.",
    try_this="By how much must a class trail before it costs nothing?",
    section=ACTIVE,
)
def corners_without_the_distance(W, X, y, k, j, h):
    above = sets_at(W, X, y, k, j, h, 0.0)
    return bool(np.any(above != sets_at(W, X, y, k, j, -h, 0.0)))


@misconception(
    id="08-KC06",
    exercise="kink-crossed",
    says="You ask whether the margins change, and not whether one changes its side.",
    try_this="A margin grows from 2 to 2.1. Is there a corner in between?",
    section=CORNERS,
)
def any_change_of_a_margin(W, X, y, k, j, h):
    step = np.zeros(W.shape)
    step[k, j] = h
    above, below = gaps_of(X @ (W + step), y), gaps_of(X @ (W - step), y)
    return bool(np.any(above != below))


@misconception(
    id="08-KC08",
    exercise="kink-crossed",
    says="Your answer is right, and one weight of the caller is not what it was.",
    try_this="Print W before and after the call. Who puts the weight back?",
    section=CARD,
)
def weight_not_put_back(W, X, y, k, j, h):
    W[k, j] += h
    above = gaps_of(X @ W, y) > 0
    W[k, j] -= 2 * h
    below = gaps_of(X @ W, y) > 0
    return bool(np.any(above != below))


@misconception(
    id="08-KC09",
    exercise="kink-crossed",
    says="Your two points are too close together: each is half a step away.",
    try_this="How far is it from w - h to w + h, and how far in your code?",
    section=CORNERS,
)
def half_a_step_to_each_side(W, X, y, k, j, h):
    above, below = sets_at(W, X, y, k, j, h / 2), sets_at(W, X, y, k, j, -h / 2)
    return bool(np.any(above != below))


@misconception(
    id="08-KC10",
    exercise="kink-crossed",
    says="You move all weights of a class at once.",
    try_this="How many entries of W differ between your two points?",
    section=CORNERS,
)
def a_column_is_moved(W, X, y, k, j, h):
    moved = np.zeros(W.shape)
    moved[:, j] = h
    above, below = gaps_of(X @ (W + moved), y), gaps_of(X @ (W - moved), y)
    return bool(np.any((above > 0) != (below > 0)))


@misconception(
    id="08-KC11",
    exercise="kink-crossed",
    says="You ask whether the prediction changes, and that is another corner.",
    try_this="May a class be violated although the prediction is right?",
    section=CORNERS,
)
def predictions_are_compared(W, X, y, k, j, h):
    step = np.zeros(W.shape)
    step[k, j] = h
    above, below = X @ (W + step), X @ (W - step)
    return bool(np.any(above.argmax(axis=1) != below.argmax(axis=1)))


@misconception(
    id="08-KC12",
    exercise="kink-crossed",
    says="Yes and no are exchanged in your answer.",
    try_this="The two sets are equal. Is there a corner in between?",
    section=CORNERS,
)
def answer_turned_round(W, X, y, k, j, h):
    return bool(np.all(sets_at(W, X, y, k, j, h) == sets_at(W, X, y, k, j, -h)))


@misconception(
    id="08-KC13",
    exercise="kink-crossed",
    says="You return a table of answers, and one answer was asked for.",
    try_this="How many margins must change their side for the loss to have a corner?",
    section=CORNERS,
)
def one_answer_for_each_margin(W, X, y, k, j, h):
    return sets_at(W, X, y, k, j, h) != sets_at(W, X, y, k, j, -h)
