"""Misconceptions about `grad_logsumexp_linear`: the gradient of log sum exp(xW)."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, MATRIX, measured

SCORE = "Derive: one score and all the weights"
LOGARITHM = "Derive: the logarithm of a sum"
ANY_SIZE = "Numbers of any size"


def shares(x, W):
    """p (C,): the shares of the classes, for scores of any size."""
    f = x @ W
    e = np.exp(f - f.max())
    return e / e.sum()


# The function that belongs to 02-MC08 of steps.py.
@misconception(
    id="02-LE01",
    exercise="grad-logsumexp-linear",
    says="You divide by the sum, and forget how the sum itself moves.",
    try_this="When log(u) is differentiated, what multiplies 1/u?",
    section=LOGARITHM,
)
def inner_derivative_missing(x, W):
    f = x @ W
    one_over_the_sum = np.exp(-f.max()) / np.exp(f - f.max()).sum()
    return np.outer(x, np.full(len(f), one_over_the_sum))


@misconception(
    id="02-LE02",
    exercise="grad-logsumexp-linear",
    says="In your gradient all features have the same slope.",
    try_this="How many times as much as its weight does a score move?",
    section=SCORE,
)
def feature_missing(x, W):
    return np.outer(np.ones(len(x)), shares(x, W))


@misconception(
    id="02-LE03",
    exercise="grad-logsumexp-linear",
    says="This is how the sum of the exponentials moves: the logarithm is missing.",
    try_this="How much does log(u) move when u moves?",
    section=LOGARITHM,
)
def logarithm_missing(x, W):
    return np.outer(x, np.exp(x @ W))


@misconception(
    id="02-LE04",
    exercise="grad-logsumexp-linear",
    says="In your gradient all classes have the same slopes, whatever the scores are.",
    try_this="Is log(1 + 1) the same as log(1) + log(1)?",
    section=LOGARITHM,
)
def logarithm_of_each_term(x, W):
    return np.outer(x, np.ones(W.shape[1]))


@misconception(
    id="02-LE05",
    exercise="grad-logsumexp-linear",
    says="Only the class with the highest score has a slope in your gradient.",
    try_this="Raise the second best score a little. Does the sum stay the same?",
    section=LOGARITHM,
)
def winner_takes_all(x, W):
    f = x @ W
    return np.outer(x, np.arange(len(f)) == f.argmax())


@misconception(
    id="02-LE06",
    exercise="grad-logsumexp-linear",
    says="Your gradient lies on its side: it has one row for each class.",
    try_this="Could you subtract your gradient from W? Print both shapes.",
    section=MATRIX,
)
def table_on_its_side(x, W):
    return np.outer(shares(x, W), x)


@misconception(
    id="02-LE07",
    exercise="grad-logsumexp-linear",
    says="You stop at the scores: these are the slopes along them.",
    try_this="How many weights are there, and how many slopes do you return?",
    section=LOGARITHM,
)
def stops_at_the_scores(x, W):
    return shares(x, W)


@misconception(
    id="02-LE08",
    exercise="grad-logsumexp-linear",
    says="Your gradient is right until the scores become large.",
    try_this="What is np.exp(1000)? What may you take off all scores at once?",
    section=ANY_SIZE,
)
def scores_not_shifted(x, W):
    e = np.exp(x @ W)
    return np.outer(x, e / e.sum())


@misconception(
    id="02-LE09",
    exercise="grad-logsumexp-linear",
    says="You multiply the share by the weight.",
    try_this="Which of x and W is nudged here, and which one is its factor?",
    section=SCORE,
)
def weight_instead_of_feature(x, W):
    return W * shares(x, W)


@misconception(
    id="02-LE10",
    exercise="grad-logsumexp-linear",
    says="The call overwrites the caller's W.",
    try_this="Does `B = A` make a new array, or a second name for the same one?",
    section=CARD,
)
def gradient_written_into_the_weights(x, W):
    p = shares(x, W)
    dW = W
    for k in range(len(x)):
        dW[k] = x[k] * p
    return dW


@misconception(
    id="02-LE11",
    exercise="grad-logsumexp-linear",
    says="The share itself was differentiated once more.",
    try_this="What is asked: the slope of a share, or the slope of log(u)?",
    section=LOGARITHM,
)
def share_differentiated_again(x, W):
    p = shares(x, W)
    return np.outer(x, p * (1 - p))


@misconception(
    id="02-LE12",
    exercise="grad-logsumexp-linear",
    says="You cut large scores off, and that makes different scores equal.",
    try_this="What are the shares of the scores 1000 and 1001 in your function?",
    section=ANY_SIZE,
)
def scores_cut_off(x, W):
    e = np.exp(np.clip(x @ W, -500, 500))
    return np.outer(x, e / e.sum())


@misconception(
    id="02-LE13",
    exercise="grad-logsumexp-linear",
    says="You take the lowest score off, and the highest one can still be too large.",
    try_this="After your shift, which score is 0? And the one 3000 above it?",
    section=ANY_SIZE,
)
def shifted_by_the_lowest(x, W):
    f = x @ W
    e = np.exp(f - f.min())
    return np.outer(x, e / e.sum())


@misconception(
    id="02-LE14",
    exercise="grad-logsumexp-linear",
    says="You take the mean off, and the highest score can still be too large.",
    try_this="Take the scores 3000 and 0. How large is the first after your shift?",
    section=ANY_SIZE,
)
def shifted_by_the_mean(x, W):
    f = x @ W
    e = np.exp(f - f.mean())
    return np.outer(x, e / e.sum())


@misconception(
    id="02-LE15",
    exercise="grad-logsumexp-linear",
    says="You measure the slopes instead of computing them.",
    try_this="Step 8 has no h in it. Can you do without one here?",
    section=LOGARITHM,
    rtol=1e-4,
)
def measured_logarithm(x, W):
    def log_of_sum(V):
        f = x @ V
        return f.max() + np.log(np.exp(f - f.max()).sum())

    return measured(log_of_sum, W)


@misconception(
    id="02-LE16",
    exercise="grad-logsumexp-linear",
    says="You shift the scores in the exponentials, and not in their sum.",
    try_this="Add up your shares. What has to come out, and does it?",
    section=ANY_SIZE,
)
def shifted_above_only(x, W):
    f = x @ W
    return np.outer(x, np.exp(f - f.max()) / np.exp(f).sum())


@misconception(
    id="02-LE17",
    exercise="grad-logsumexp-linear",
    says="You take exponentials of the weights, and the shares belong to scores.",
    try_this="How many scores has one example, and how many exponentials do you take?",
    section=LOGARITHM,
)
def shares_of_the_weights(x, W):
    e = np.exp(W - W.max(axis=1, keepdims=True))
    return x[:, None] * e / e.sum(axis=1, keepdims=True)


@misconception(
    id="02-LE18",
    exercise="grad-logsumexp-linear",
    says="You take the largest weight off, and scores can still be too large.",
    try_this="What stands in the exponents? With a negative feature, which way does "
    "your shift move it?",
    section=ANY_SIZE,
)
def shifted_by_the_largest_weight(x, W):
    e = np.exp(x @ (W - W.max()))
    return np.outer(x, e / e.sum())
