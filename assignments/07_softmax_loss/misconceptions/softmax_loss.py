"""Misconceptions about `softmax_loss_naive` and `softmax_loss_vectorized`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ALL,
    ANY_SIZE,
    BOTH,
    CARD,
    ONE,
    PENALTY,
    forward,
    scores_gradient,
    solve,
)

WITH_LOOPS = "Write it with loops"


@misconception(
    id="07-SN01",
    exercise=BOTH,
    says="In your gradient only the column of the true class hears of an example.",
    try_this="Raise a wrong class's weight. Does the loss change? What slope is that?",
    section=ONE,
)
def only_the_true_column(W, X, y, reg):
    loss, _ = solve(W, X, y, reg)
    Y = np.eye(W.shape[1])[y]
    return loss, -X.T @ Y / len(y) + 2 * reg * W


@misconception(
    id="07-SN02",
    exercise=BOTH,
    says="In your gradient the true class gets nothing from its own examples.",
    try_this="At how many places of L_i does the score of the true class appear?",
    section=ONE,
)
def true_class_skipped(W, X, y, reg):
    P, L = forward(W, X, y)
    G = P.copy()
    G[np.arange(len(y)), y] = 0
    return L.mean() + reg * np.sum(W * W), X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="07-SN04",
    exercise=BOTH,
    says="Your loss is an average over the examples, and your gradient is a sum.",
    try_this="Give every example twice. Which of your results changes? Should it?",
    section=ALL,
)
def gradient_not_averaged(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SN05",
    exercise=BOTH,
    says="Your loss adds the examples up, and is not averaged.",
    try_this="With W = 0, divide your loss by log C. Which number comes out?",
    section=CARD,
)
def loss_not_averaged(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.sum() + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="07-SN06",
    exercise=BOTH,
    says="Loss and gradient agree with each other, and both add up the examples.",
    try_this="Give every example twice. Should a mean change? Do your two results?",
    section=ALL,
)
def nothing_is_averaged(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) + 2 * reg * W
    return L.sum() + reg * np.sum(W * W), dW


@misconception(
    id="07-SN07",
    exercise=BOTH,
    says="The penalty is in your gradient, and not in your loss.",
    try_this="Set reg to 1000. What should happen to the loss, and what happens?",
    section=PENALTY,
)
def penalty_missing_in_the_loss(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean(), solve(W, X, y, reg)[1]


@misconception(
    id="07-SN08",
    exercise=BOTH,
    says="Loss and gradient follow two different conventions for the penalty.",
    try_this="Differentiate lambda * w * w on paper. Does your line say the same?",
    section=PENALTY,
)
def penalty_gradient_of_the_half_convention(W, X, y, reg):
    P, _ = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) / len(y) + reg * W
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="07-SN09",
    exercise=BOTH,
    says="Whatever `reg` is, your results are the same.",
    try_this="Which line of yours reads `reg`? Compare reg = 0 with reg = 100.",
    section=PENALTY,
)
def penalty_missing_everywhere(W, X, y, reg):
    return solve(W, X, y, 0.0)


@misconception(
    id="07-SN12",
    exercise=BOTH,
    says="You pay the penalty once for every example, in the loss and in the gradient.",
    try_this="Does the penalty stand inside the loop over the examples? Should it?",
    section=PENALTY,
)
def penalty_paid_for_each_example_everywhere(W, X, y, reg):
    return solve(W, X, y, len(y) * reg)


@misconception(
    id="07-SN10",
    exercise=BOTH,
    says="Your loss pays the penalty once for every example.",
    try_this="How often should it be paid: once per example, or once?",
    section=PENALTY,
)
def penalty_paid_for_each_example(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() + len(y) * reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="07-SN11",
    exercise=BOTH,
    says="In your loss the penalty is divided by N together with the examples.",
    try_this="What comes first in your code: dividing by N, or adding the penalty?",
    section=PENALTY,
)
def penalty_added_before_dividing(W, X, y, reg):
    _, L = forward(W, X, y)
    return (L.sum() + reg * np.sum(W * W)) / len(y), solve(W, X, y, reg)[1]


@misconception(
    id="07-SN13",
    exercise=BOTH,
    says="Your penalty squares the sum of the weights.",
    try_this="Try W = [[1, -1]] by hand. What does your penalty say?",
    section=PENALTY,
)
def penalty_squares_the_sum(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() + reg * np.sum(W) ** 2, solve(W, X, y, reg)[1]


@misconception(
    id="07-SN14",
    exercise=BOTH,
    says="You add one and the same number to every entry of dW for the penalty.",
    try_this="The penalty has a slope for each weight. How many numbers did you add?",
    section=PENALTY,
)
def penalty_gradient_is_a_number(W, X, y, reg):
    P, _ = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) / len(y) + 2 * reg * np.sum(W)
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="07-SN16",
    exercise=BOTH,
    says="Your penalty is a reward: large weights make your loss smaller.",
    try_this="Which W does your loss like best, a small one or a huge one?",
    section=PENALTY,
)
def penalty_with_the_wrong_sign(W, X, y, reg):
    return solve(W, X, y, -reg)


@misconception(
    id="07-SN17",
    exercise=BOTH,
    says="Your penalty depends on how many examples the batch has.",
    try_this="Stack the batch on itself. Should the same weights now cost less?",
    section=PENALTY,
)
def penalty_over_twice_the_batch(W, X, y, reg):
    return solve(W, X, y, reg / (2 * len(y)))


@misconception(
    id="07-SN19",
    exercise=BOTH,
    says="Only the last example is left in your results.",
    try_this="What do your running totals hold after two examples? Print them.",
    section=ALL,
)
def only_the_last_example_counts(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    G = scores_gradient(P, y)
    loss = L[-1] / N + reg * np.sum(W * W)
    return loss, np.outer(X[-1], G[-1]) / N + 2 * reg * W


@misconception(
    id="07-SN20",
    exercise=BOTH,
    says="Your gradient uses exponentials that do not add up to one.",
    try_this="Add 1 to every score. Should the gradient change? Does yours?",
    section=ONE,
)
def exponentials_not_normalised(W, X, y, reg):
    G = scores_gradient(np.exp(X @ W), y)
    return solve(W, X, y, reg)[0], X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="07-SN22",
    exercise=BOTH,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=WITH_LOOPS,
)
def nothing_is_returned(W, X, y, reg):
    solve(W, X, y, reg)


@misconception(
    id="07-SN23",
    exercise=BOTH,
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(1000)? Which change to a row leaves its ratios alone?",
    section=ANY_SIZE,
)
def exponentials_of_raw_scores(W, X, y, reg):
    N = len(y)
    E = np.exp(X @ W)
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="07-SN24",
    exercise=BOTH,
    says="Large scores overflow in the logarithm of your sum.",
    try_this="What is log(exp(1000)) in numpy, and what on paper? What can a shift do?",
    section=ANY_SIZE,
)
def logarithm_of_a_raw_sum(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S)
    loss = (np.log(E.sum(axis=1)) - S[np.arange(N), y]).mean() + reg * np.sum(W * W)
    P = E / E.sum(axis=1, keepdims=True)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="07-SN25",
    exercise=BOTH,
    says="Large scores overflow in the logarithm of your sum.",
    try_this="What is log(exp(1000)) in numpy, and what on paper? What can a shift do?",
    section=ANY_SIZE,
)
def raw_log_probabilities(W, X, y, reg):
    N = len(y)
    S = X @ W
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(N), y].mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(np.exp(log_p), y) / N + 2 * reg * W


@misconception(
    id="07-SN26",
    exercise="softmax-loss-naive",
    says="Large scores stop your function: math.exp refuses what is too large for it.",
    try_this="Which change to a row leaves its probabilities alone, and exp small?",
    section=ANY_SIZE,
)
def math_exp_of_raw_scores(W, X, y, reg):
    import math

    loss, dW = 0.0, np.zeros(W.shape)
    for x, label in zip(X, y):
        powers = [math.exp(score) for score in x @ W]
        p = np.array(powers) / sum(powers)
        loss -= math.log(p[label]) / len(y)
        p[label] -= 1
        dW += np.outer(x, p) / len(y)
    return loss + reg * np.sum(W * W), dW + 2 * reg * W
