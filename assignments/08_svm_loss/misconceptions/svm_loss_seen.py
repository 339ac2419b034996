"""Misconceptions about the SVM loss that were seen in real code."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ALL,
    BOTH,
    CARD,
    WITH_LOOPS,
    WITHOUT_LOOPS,
    assembled,
    data_loss_of,
    gaps_of,
    pulls_of,
    solve,
)


@misconception(
    id="08-SL07",
    exercise=BOTH,
    says="Your code works for ten classes only.",
    try_this="Which shape in your code is a number that you typed in?",
    section=WITHOUT_LOOPS,
)
def always_ten_classes(W, X, y, reg):
    B = pulls_of(gaps_of(X @ W, y), y) * np.ones((1, 10))
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-SL13",
    exercise=BOTH,
    says="Your function changes the W that it was given.",
    try_this="Print W before and after the call. Which name of yours is that array?",
    section=CARD,
)
def gradient_written_into_W(W, X, y, reg):
    loss, data = solve(W, X, y, 0.0)
    loss = loss + 0.5 * reg * np.sum(W * W)
    dW = W
    dW *= reg
    dW += data
    return loss, dW


@misconception(
    id="08-SL14",
    exercise=BOTH,
    says="Your loss is right, and your gradient is still zero everywhere.",
    try_this="Which line of your code writes into dW?",
    section=WITH_LOOPS,
)
def gradient_still_zero(W, X, y, reg):
    return solve(W, X, y, reg)[0], np.zeros(W.shape)


@misconception(
    id="08-SL19",
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


@misconception(
    id="08-SL20",
    exercise=BOTH,
    says="You count the classes from 1.",
    try_this="Which label has the first class? What does an index of -1 pick?",
    section=CARD,
)
def labels_counted_from_one(W, X, y, reg):
    return solve(W, X, y.astype(int) - 1, reg)


@misconception(
    id="08-SL23",
    exercise=BOTH,
    says="You return a loss for each example.",
    try_this="What shape must the thing have whose gradient is a single matrix?",
    section=CARD,
)
def a_loss_for_each_example(W, X, y, reg):
    L = gaps_of(X @ W, y).sum(axis=1)
    return L + 0.5 * reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="08-SL25",
    exercise=BOTH,
    says="Loss and gradient come back in the wrong order.",
    try_this="Which of the two does the docstring name first?",
    section=CARD,
)
def gradient_first(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return dW, loss


@misconception(
    id="08-SL32",
    exercise=BOTH,
    says="Your dW adds up the examples and knows no penalty; your loss knows better.",
    try_this="Put the lines of loss and dW side by side: what has no partner in dW?",
    section=ALL,
)
def gradient_of_the_bare_sum(W, X, y, reg):
    B = pulls_of(gaps_of(X @ W, y), y)
    return solve(W, X, y, reg)[0], X.T @ B
