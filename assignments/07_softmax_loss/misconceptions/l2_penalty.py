"""Misconceptions about `l2_penalty`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import PENALTY


@misconception(
    id="07-LP01",
    exercise="l2-penalty",
    says="`half` changes nothing: both calls give the same numbers.",
    try_this="Call it twice, with half=False and half=True. Which line reads `half`?",
    section=PENALTY,
)
def half_is_ignored(W, reg, half=False):
    return reg * np.sum(W * W), 2 * reg * W


@misconception(
    id="07-LP02",
    exercise="l2-penalty",
    says="Your gradient belongs to the half convention even where `half` is False.",
    try_this="Measure the slope of w*w at w = 3 with two nearby points. Is it 3?",
    section=PENALTY,
)
def gradient_is_always_half(W, reg, half=False):
    return (0.5 if half else 1.0) * reg * np.sum(W * W), reg * W


@misconception(
    id="07-LP03",
    exercise="l2-penalty",
    says="`half` changes your value and leaves your gradient as it was.",
    try_this="If a hill is half as high everywhere, what happens to its slopes?",
    section=PENALTY,
)
def half_only_in_the_value(W, reg, half=False):
    return (0.5 if half else 1.0) * reg * np.sum(W * W), 2 * reg * W


@misconception(
    id="07-LP04",
    exercise="l2-penalty",
    says="You add the weights up first and square afterwards.",
    try_this="Try W = [[1, -1]]. Is there nothing to pay for these weights?",
    section=PENALTY,
)
def square_of_the_sum(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.sum(W) ** 2, factor * 2 * reg * W


@misconception(
    id="07-LP05",
    exercise="l2-penalty",
    says="Your gradient of the penalty is a single number.",
    try_this="Nudge one weight, then another. Need the penalty change by the same?",
    section=PENALTY,
)
def gradient_is_a_number(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.sum(W * W), factor * 2 * reg * np.sum(W)


@misconception(
    id="07-LP06",
    exercise="l2-penalty",
    says="Your penalty does not depend on `reg`.",
    try_this="Call it with reg = 0 and with reg = 100. What should each of them cost?",
    section=PENALTY,
)
def strength_is_forgotten(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * np.sum(W * W), factor * 2 * W


@misconception(
    id="07-LP07",
    exercise="l2-penalty",
    says="Your penalty is the length of W, with a square root over the sum.",
    try_this="Double all weights. By which factor should a sum of squares grow?",
    section=PENALTY,
)
def length_instead_of_squares(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.linalg.norm(W), factor * 2 * reg * W


@misconception(
    id="07-LP08",
    exercise="l2-penalty",
    says="The conventions are swapped: half=True gives the larger penalty.",
    try_this="Which of the two calls should return the smaller value?",
    section=PENALTY,
)
def half_is_swapped(W, reg, half=False):
    factor = 1.0 if half else 0.5
    return factor * reg * np.sum(W * W), factor * 2 * reg * W


@misconception(
    id="07-LP09",
    exercise="l2-penalty",
    says="Your value is a whole table of squares, and a penalty is one number.",
    try_this="Print np.shape of the value. What becomes of a loss that you add it to?",
    section=PENALTY,
)
def squares_not_added_up(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * W * W, factor * 2 * reg * W


@misconception(
    id="07-LP10",
    exercise="l2-penalty",
    says="In both conventions your gradient has lost a factor on the way.",
    try_this="What is the slope of w * w at w = 3? Measure it with two points near by.",
    section=PENALTY,
)
def gradient_lost_its_factor(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.sum(W * W), factor * reg * W
