"""Misconceptions about `grad_squared_scores`: the gradient along several paths."""

import numpy as np

from autograder.misconceptions import misconception

PATHS = "Find the fault: one path of many"


@misconception(
    id="02-MC10",
    exercise="grad-squared-scores",
    says="Each feature reaches the sum on one path only in your function.",
    try_this="Which of the scores change when x[k] changes?",
    section=PATHS,
)
def one_path_only(x, W):
    f = x @ W
    slopes = np.zeros(len(x))
    for k in range(len(x)):
        slopes[k] = 2 * f[k] * W[k, k]
    return slopes


@misconception(
    id="02-PA01",
    exercise="grad-squared-scores",
    says="Your slopes are half of what they should be.",
    try_this="How much does f*f rise when f goes from 3 to 3.01?",
    section=PATHS,
)
def exponent_stays_up(x, W):
    return W @ (x @ W)


@misconception(
    id="02-PA02",
    exercise="grad-squared-scores",
    says="You stop at the scores: these are the slopes along them.",
    try_this="How does a score move when a feature moves?",
    section=PATHS,
)
def stops_at_the_squares(x, W):
    return 2 * (x @ W)


@misconception(
    id="02-PA03",
    exercise="grad-squared-scores",
    says="This is the gradient of the squared sum, not of the sum of squares.",
    try_this="Take the scores 1 and -1. What is the sum of their squares?",
    section=PATHS,
)
def square_of_the_sum(x, W):
    return 2 * np.sum(x @ W) * W.sum(axis=1)


@misconception(
    id="02-PA04",
    exercise="grad-squared-scores",
    says="The scores meet the wrong side of W.",
    try_this="The paths are added up over the classes. Which index of W is that?",
    section=PATHS,
)
def wrong_side_of_the_weights(x, W):
    return 2 * (x @ W) @ W


@misconception(
    id="02-PA05",
    exercise="grad-squared-scores",
    says="Each path overwrites the one before, so only the last class is left.",
    try_this="What is the difference between `=` and `+=` inside a loop?",
    section=PATHS,
)
def paths_overwritten(x, W):
    f = x @ W
    slopes = np.zeros(len(x))
    for j in range(len(f)):
        slopes = 2 * f[j] * W[:, j]
    return slopes


@misconception(
    id="02-PA06",
    exercise="grad-squared-scores",
    says="The links of each path are added, and they belong multiplied.",
    try_this="If f rises 3 times as fast as x, and g rises 4 times as fast as f, "
    "how much faster than x does g rise?",
    section=PATHS,
)
def links_added(x, W):
    return (2 * (x @ W) + W).sum(axis=1)
