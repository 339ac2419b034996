"""Misconceptions about the softmax loss that were seen in real code."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ALL,
    ANY_SIZE,
    BOTH,
    CARD,
    LAB,
    ONE,
    PENALTY,
    RIVAL,
    WITHOUT_LOOPS,
    forward,
    scores_gradient,
    solve,
)


@misconception(
    id="07-SL01",
    exercise=BOTH,
    says="The penalty is in your loss, and not in your gradient.",
    try_this="Set reg to 1000. Which way should a step downhill then go? Look at dW.",
    section=PENALTY,
)
def penalty_missing_in_the_gradient(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 0.0)[1]


@misconception(
    id="07-SL02",
    exercise=BOTH,
    says="The part of your gradient that comes from the examples points downhill.",
    try_this="Move W a little along your dW, with reg = 0. Does the loss rise or fall?",
    section=ONE,
)
def data_gradient_with_the_wrong_sign(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = -X.T @ scores_gradient(P, y) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SL03",
    exercise=BOTH,
    says="The part of your loss that comes from the examples is negative.",
    try_this="Which sign has the log of a probability? Which sign may a cost have?",
    section=CARD,
)
def loss_without_its_minus(W, X, y, reg):
    _, L = forward(W, X, y)
    return -L.mean() + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="07-SL31",
    exercise=BOTH,
    says="Your loss of the examples is negative, and your gradient follows it.",
    try_this="May a cost be below 0? Which sign has the log of a probability?",
    section=CARD,
)
def loss_and_gradient_without_the_minus(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = -X.T @ scores_gradient(P, y) / len(y) + 2 * reg * W
    return -L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SL04",
    exercise=BOTH,
    says="You share out the probability over the whole batch instead of each row.",
    try_this="Print P.sum(axis=1). What should each row add up to?",
    section=CARD,
)
def normalised_over_the_batch(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max())
    P = E / E.sum()
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="07-SL32",
    exercise=BOTH,
    says="Your dW adds up the examples and knows no penalty; your loss knows better.",
    try_this="Put the lines of loss and dW side by side: what has no partner in dW?",
    section=ALL,
)
def gradient_of_the_bare_sum(W, X, y, reg):
    P, _ = forward(W, X, y)
    return solve(W, X, y, reg)[0], X.T @ scores_gradient(P, y)


@misconception(
    id="07-SL33",
    exercise=BOTH,
    says="Two slips meet in dW: the mean, and the convention of the penalty.",
    try_this="Is your dW right for reg = 0? Is it for one example? What is left?",
    section=ALL,
)
def gradient_summed_and_of_the_half_convention(W, X, y, reg):
    P, _ = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) + reg * W
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="07-SL34",
    exercise=BOTH,
    says="Your results add up the examples, and whatever `reg` is, they are the same.",
    try_this="Give every example twice: should a mean change? And who reads `reg`?",
    section=ALL,
)
def sum_without_a_penalty(W, X, y, reg):
    P, L = forward(W, X, y)
    return L.sum(), X.T @ scores_gradient(P, y)


@misconception(
    id="07-SL05",
    exercise=BOTH,
    says="You take one maximum off the whole batch, and low rows vanish.",
    try_this="One row lives 4000 below another. After your shift, what is its exp?",
    section=ANY_SIZE,
)
def one_maximum_for_all_rows(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max())
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="07-SL26",
    exercise=BOTH,
    says="You take one maximum off the whole batch, and the sums of low rows become 0.",
    try_this="One row lives 4000 below another. After your shift, what is its log sum?",
    section=ANY_SIZE,
)
def one_maximum_before_the_log_of_sums(W, X, y, reg):
    N = len(y)
    S = X @ W
    S = S - S.max()
    E = np.exp(S)
    loss = (np.log(E.sum(axis=1)) - S[np.arange(N), y]).mean() + reg * np.sum(W * W)
    P = E / E.sum(axis=1, keepdims=True)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="07-SL27",
    exercise=BOTH,
    says="You take one maximum off the whole batch, and the sums of low rows become 0.",
    try_this="One row lives 4000 below another. After your shift, what is its log sum?",
    section=ANY_SIZE,
    # 07-SL26 most of the time: whether inf or nan comes out depends on the signs in X
    marks=("log_p", "logp", "log_P", "log_probs"),
)
def one_maximum_before_log_probabilities(W, X, y, reg):
    N = len(y)
    S = X @ W
    S = S - S.max()
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(N), y].mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(np.exp(log_p), y) / N + 2 * reg * W


@misconception(
    id="07-SL06",
    exercise=BOTH,
    says="A class far behind costs infinity: its probability became 0 before the log.",
    try_this="What is log(exp(-800)) on paper, and in numpy? Which one do you compute?",
    section=ANY_SIZE,
)
def logarithm_after_the_underflow(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="07-SL07",
    exercise=BOTH,
    says="Your code works for ten classes only.",
    try_this="Which shape in your code is a number that you typed in?",
    section=LAB,
)
def always_ten_classes(W, X, y, reg):
    loss, _ = solve(W, X, y, reg)
    P, _ = forward(W, X, y)
    P = P * np.ones((1, 10))
    return loss, X.T @ scores_gradient(P, y) / len(y) + 2 * reg * W


@misconception(
    id="07-SL08",
    exercise=BOTH,
    says="Loss and gradient agree with each other, in the half convention.",
    try_this="Which convention does the docstring of this function ask for?",
    section=PENALTY,
)
def half_convention_throughout(W, X, y, reg):
    return solve(W, X, y, reg / 2)


@misconception(
    id="07-SL09",
    exercise=BOTH,
    says="Your penalty is divided by N.",
    try_this="Is the penalty a property of the examples or of the weights?",
    section=PENALTY,
)
def penalty_averaged_too(W, X, y, reg):
    return solve(W, X, y, reg / len(y))


@misconception(
    id="07-SL10",
    exercise=BOTH,
    says="In your gradient the penalty is divided by N together with the examples.",
    try_this="What comes first for dW: dividing by N, or adding the penalty?",
    section=PENALTY,
)
def penalty_gradient_added_before_dividing(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, reg / len(y))[1]


@misconception(
    id="07-SL11",
    exercise=BOTH,
    says="The strength `reg` does not reach your penalty.",
    try_this="Call it with reg = 0. Is there still something to pay?",
    section=PENALTY,
)
def penalty_without_its_strength(W, X, y, reg):
    return solve(W, X, y, 1.0)


@misconception(
    id="07-SL12",
    exercise=BOTH,
    says="Your penalty multiplies different weights with each other.",
    try_this="Try W = [[1], [-1]]. Which products should be in the sum?",
    section=PENALTY,
)
def penalty_by_a_matrix_product(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() + reg * np.sum(W @ W.T), solve(W, X, y, reg)[1]


@misconception(
    id="07-SL13",
    exercise=BOTH,
    says="Your function changes the W that it was given.",
    try_this="Print W before and after the call. Which name of yours is that array?",
    section=RIVAL,
)
def gradient_written_into_W(W, X, y, reg):
    loss, data = solve(W, X, y, 0.0)
    loss = loss + reg * np.sum(W * W)
    dW = W
    dW *= 2 * reg
    dW += data
    return loss, dW


@misconception(
    id="07-SL14",
    exercise=BOTH,
    says="Your loss is right, and your gradient is still zero everywhere.",
    try_this="Which line of your code writes into dW?",
    section=ONE,
)
def gradient_still_zero(W, X, y, reg):
    return solve(W, X, y, reg)[0], np.zeros(W.shape)


@misconception(
    id="07-SL15",
    exercise=BOTH,
    says="What belongs to the true class happens to its whole row.",
    try_this="For one example: how many entries of its row belong to the true class?",
    section=WITHOUT_LOOPS,
)
def whole_row_instead_of_one_entry(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ (P - 1) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SL16",
    exercise=BOTH,
    says="Your gradient does not depend on the labels.",
    try_this="Give another y. What changes in dW? Which part of L_i knows the label?",
    section=ONE,
)
def gradient_without_labels(W, X, y, reg):
    P, L = forward(W, X, y)
    return L.mean() + reg * np.sum(W * W), X.T @ P / len(y) + 2 * reg * W


@misconception(
    id="07-SL17",
    exercise=BOTH,
    says="You divide by N too early: the part of the label missed the division.",
    try_this="Is (a - 1) / N the same as a / N - 1? Which one do you need?",
    section=ALL,
)
def divided_before_the_label(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ scores_gradient(P / len(y), y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SL18",
    exercise=BOTH,
    says="An axis got lost in your sums: rows meet columns in a division.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=WITHOUT_LOOPS,
)
def sum_lost_an_axis(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="07-SL20",
    exercise=BOTH,
    says="You count the classes from 1.",
    try_this="Which label has the first class? What does an index of -1 pick?",
    section=CARD,
)
def labels_counted_from_one(W, X, y, reg):
    return solve(W, X, y.astype(int) - 1, reg)


@misconception(
    id="07-SL21",
    exercise=BOTH,
    says="You subtract the labels themselves, as if they were amounts.",
    try_this="Rename class 2 to class 7. Should the gradient change its size?",
    section=ONE,
)
def label_as_an_amount(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ (P - y[:, np.newaxis]) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SL22",
    exercise=BOTH,
    says="Softmax is applied twice in your function.",
    try_this="With a perfect prediction, how close to 0 can your loss come? Try it.",
    section=CARD,
)
def softmax_of_probabilities(W, X, y, reg):
    P, _ = forward(W, X, y)
    Q, L = forward(np.eye(P.shape[1]), P, y)
    dW = X.T @ scores_gradient(Q, y) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SL23",
    exercise=BOTH,
    says="You return a loss for each example.",
    try_this="What shape must the thing have whose gradient is a single matrix?",
    section=CARD,
)
def a_loss_for_each_example(W, X, y, reg):
    _, L = forward(W, X, y)
    return L + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="07-SL24",
    exercise=BOTH,
    says="The derivative of softmax is multiplied in once more.",
    try_this="What do the rows of your dscores add up to, and what should they?",
    section=ONE,
)
def softmax_derivative_used_again(W, X, y, reg):
    P, L = forward(W, X, y)
    G = scores_gradient(P, y) * P * (1 - P)
    return L.mean() + reg * np.sum(W * W), X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="07-SL25",
    exercise=BOTH,
    says="Loss and gradient come back in the wrong order.",
    try_this="Which of the two does the docstring name first?",
    section=CARD,
)
def gradient_first(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return dW, loss


@misconception(
    id="07-SL28",
    exercise=BOTH,
    says="Your loss halves the penalty, and your gradient does not know of the half.",
    try_this="Differentiate lambda / 2 * w * w on paper. Is that your line?",
    section=PENALTY,
)
def penalty_value_of_the_half_convention(W, X, y, reg):
    return solve(W, X, y, reg / 2)[0], solve(W, X, y, reg)[1]


@misconception(
    id="07-SL29",
    exercise=BOTH,
    says="You pick whole columns where you want one entry of each row.",
    try_this="Print the shape of what you index with y. How many numbers do you want?",
    section=WITHOUT_LOOPS,
)
def labels_pick_whole_columns(W, X, y, reg):
    P, _ = forward(W, X, y)
    loss = -np.log(P[:, y]).sum() / len(y) + reg * np.sum(W * W)
    G = P.copy()
    G[:, y] -= 1
    return loss, X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="07-SL30",
    exercise=BOTH,
    says="Your mean divides by the number of cells, not by the number of examples.",
    try_this="How many numbers did your mean run over? How many examples are there?",
    section=WITHOUT_LOOPS,
)
def loss_averaged_over_all_cells(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() / W.shape[1] + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="07-SL19",
    exercise=BOTH,
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    marks=("float32", "single", "float16", "half"),
    # What float32 loses depends on the order of the operations.
    rtol=5e-3,
)
def computed_in_float32(W, X, y, reg):
    loss, dW = solve(W.astype(np.float32), X.astype(np.float32), y, np.float32(reg))
    return float(loss), dW.astype(np.float64)
