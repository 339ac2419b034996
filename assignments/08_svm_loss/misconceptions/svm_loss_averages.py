"""Misconceptions about averages and the penalty in the SVM loss."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ALL,
    BOTH,
    CARD,
    WITH_LOOPS,
    assembled,
    data_loss_of,
    gaps_of,
    pulls_of,
    solve,
)


@misconception(
    id="08-SN05",
    exercise=BOTH,
    says="Your loss adds the examples up, and is not averaged.",
    try_this="With W = 0, divide your loss by that of one example. What comes out?",
    section=CARD,
)
def loss_not_averaged(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return M.sum() + 0.5 * reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="08-SN06",
    exercise=BOTH,
    says="Loss and gradient agree with each other, and both add up the examples.",
    try_this="Give every example twice. Should a mean change? Do your two results?",
    section=ALL,
)
def nothing_is_averaged(W, X, y, reg):
    M = gaps_of(X @ W, y)
    loss = M.sum() + 0.5 * reg * np.sum(W * W)
    return loss, X.T @ pulls_of(M, y) + reg * W


@misconception(
    id="08-SN07",
    exercise=BOTH,
    says="The penalty is in your gradient, and not in your loss.",
    try_this="Set reg to 1000. What should happen to the loss, and what happens?",
    section=ALL,
)
def penalty_missing_in_the_loss(W, X, y, reg):
    return solve(W, X, y, 0.0)[0], solve(W, X, y, reg)[1]


@misconception(
    id="08-SN08",
    exercise=BOTH,
    says="Your penalty has its value from one convention and its slope from another.",
    try_this="Differentiate lambda * w * w on paper. Is that the line in your dW?",
    section=ALL,
)
def value_of_the_full_convention(W, X, y, reg):
    return solve(W, X, y, 2 * reg)[0], solve(W, X, y, reg)[1]


@misconception(
    id="08-SN09",
    exercise=BOTH,
    says="Whatever `reg` is, your results are the same.",
    try_this="Which line of yours reads `reg`? Compare reg = 0 with reg = 100.",
    section=ALL,
)
def penalty_missing_everywhere(W, X, y, reg):
    return solve(W, X, y, 0.0)


@misconception(
    id="08-SN10",
    exercise=BOTH,
    says="Your loss pays the penalty once for every example.",
    try_this="How often should it be paid: once per example, or once?",
    section=ALL,
)
def penalty_paid_for_each_example(W, X, y, reg):
    return solve(W, X, y, len(y) * reg)[0], solve(W, X, y, reg)[1]


@misconception(
    id="08-SN11",
    exercise=BOTH,
    says="In your loss the penalty is divided by N together with the examples.",
    try_this="What comes first in your code: dividing by N, or adding the penalty?",
    section=ALL,
)
def penalty_added_before_dividing(W, X, y, reg):
    return solve(W, X, y, reg / len(y))[0], solve(W, X, y, reg)[1]


@misconception(
    id="08-SN12",
    exercise=BOTH,
    says="You pay the penalty once for every example, in the loss and in the gradient.",
    try_this="Does the penalty stand inside the loop over the examples? Should it?",
    section=ALL,
)
def penalty_paid_for_each_example_everywhere(W, X, y, reg):
    return solve(W, X, y, len(y) * reg)


@misconception(
    id="08-SN13",
    exercise=BOTH,
    says="Your penalty squares the sum of the weights.",
    try_this="Try W = [[1, -1]] by hand. What does your penalty say?",
    section=ALL,
)
def penalty_squares_the_sum(W, X, y, reg):
    loss = data_loss_of(W, X, y) + 0.5 * reg * np.sum(W) ** 2
    return loss, solve(W, X, y, reg)[1]


@misconception(
    id="08-SN14",
    exercise=BOTH,
    says="You add one and the same number to every entry of dW for the penalty.",
    try_this="The penalty has a slope for each weight. How many numbers did you add?",
    section=ALL,
)
def penalty_gradient_is_a_number(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 0.0)[1] + reg * np.sum(W)


@misconception(
    id="08-SN16",
    exercise=BOTH,
    says="Your penalty is a reward: large weights make your loss smaller.",
    try_this="Which W does your loss like best, a small one or a huge one?",
    section=ALL,
)
def penalty_with_the_wrong_sign(W, X, y, reg):
    return solve(W, X, y, -reg)


@misconception(
    id="08-SN19",
    exercise=BOTH,
    says="Only the last example is left in your results.",
    try_this="What do your running totals hold after two examples? Print them.",
    section=WITH_LOOPS,
)
def only_the_last_example_counts(W, X, y, reg):
    N = len(y)
    M = gaps_of(X @ W, y)
    M[:-1] = 0.0
    return assembled(M.sum() / N, pulls_of(M, y), W, X, reg)


@misconception(
    id="08-SN22",
    exercise=BOTH,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=WITH_LOOPS,
)
def nothing_is_returned(W, X, y, reg):
    solve(W, X, y, reg)


@misconception(
    id="08-SL01",
    exercise=BOTH,
    says="The penalty is in your loss, and not in your gradient.",
    try_this="Set reg to 1000. Which way should a step downhill then go? Look at dW.",
    section=ALL,
)
def penalty_missing_in_the_gradient(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 0.0)[1]


@misconception(
    id="08-SL08",
    exercise=BOTH,
    says="Loss and gradient agree with each other, in the full convention.",
    try_this="Which convention does the docstring of this function ask for?",
    section=ALL,
)
def full_convention_throughout(W, X, y, reg):
    return solve(W, X, y, 2 * reg)


@misconception(
    id="08-SL09",
    exercise=BOTH,
    # also what the convention reg / (2 N) of other courses gives
    says="Your penalty depends on how many examples the batch has.",
    try_this="Is the penalty a property of the examples or of the weights?",
    section=ALL,
)
def penalty_averaged_too(W, X, y, reg):
    return solve(W, X, y, reg / len(y))


@misconception(
    id="08-SL10",
    exercise=BOTH,
    says="In your gradient the penalty is divided by N together with the examples.",
    try_this="What comes first for dW: dividing by N, or adding the penalty?",
    section=ALL,
)
def penalty_gradient_added_before_dividing(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, reg / len(y))[1]


@misconception(
    id="08-SL11",
    exercise=BOTH,
    says="The strength `reg` does not reach your penalty.",
    try_this="Call it with reg = 0. Is there still something to pay?",
    section=ALL,
)
def penalty_without_its_strength(W, X, y, reg):
    return solve(W, X, y, 1.0)


@misconception(
    id="08-SL12",
    exercise=BOTH,
    says="Your penalty multiplies different weights with each other.",
    try_this="Try W = [[1], [-1]]. Which products should be in the sum?",
    section=ALL,
)
def penalty_by_a_matrix_product(W, X, y, reg):
    loss = data_loss_of(W, X, y) + 0.5 * reg * np.sum(W @ W.T)
    return loss, solve(W, X, y, reg)[1]


@misconception(
    id="08-SL28",
    exercise=BOTH,
    says="The penalty in your dW is twice the slope of the penalty in your loss.",
    try_this="Differentiate lambda / 2 * w * w on paper. Is that your line?",
    section=ALL,
)
def gradient_of_the_full_convention(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 2 * reg)[1]
