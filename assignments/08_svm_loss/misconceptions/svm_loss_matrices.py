"""Misconceptions about matrices in the SVM loss and its gradient."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ALL,
    BOTH,
    FAULT,
    PULLS,
    assembled,
    data_loss_of,
    gaps_of,
    pulls_of,
    solve,
)


@misconception(
    id="08-SV01",
    exercise=BOTH,
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W? Print both shapes.",
    section=ALL,
)
def product_in_the_other_order(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss, dW.T


@misconception(
    id="08-SV02",
    exercise=BOTH,
    says="Your gradient is divided by N twice.",
    try_this="Walk from the loss to dW and count: where do you meet N?",
    section=ALL,
)
def averaged_twice(W, X, y, reg):
    B = pulls_of(gaps_of(X @ W, y), y) / len(y)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-SV04",
    exercise=BOTH,
    says="Example and class are exchanged where you write into the true column.",
    try_this="In B[a, b], which index is the row? Is a row an example or a class?",
    section=PULLS,
)
def labels_pick_the_rows(W, X, y, reg):
    B = np.where(gaps_of(X @ W, y) > 0, 1.0, 0.0)
    B[y, np.arange(len(y))] = -B.sum(axis=1)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-SV05",
    exercise=BOTH,
    says="The last row of W goes free of the penalty in your code, like a bias row.",
    try_this="Does the docstring say that X has a column of ones here?",
    section=ALL,
)
def last_row_is_taken_for_a_bias(W, X, y, reg):
    loss, dW = solve(W, X, y, 0.0)
    weights = W.copy()
    weights[-1] = 0
    return loss + 0.5 * reg * np.sum(weights * weights), dW + reg * weights


@misconception(
    id="08-SV07",
    exercise=BOTH,
    says="Your gradient is measured by nudging weights, and not computed.",
    try_this="How many losses does one gradient cost you, and how many should it?",
    section=ALL,
)
def measured_instead_of_derived(W, X, y, reg):
    h, dW = 1e-5, np.zeros(W.shape)
    for index in np.ndindex(*W.shape):
        step = np.zeros(W.shape)
        step[index] = h
        right, left = solve(W + step, X, y, reg)[0], solve(W - step, X, y, reg)[0]
        dW[index] = (right - left) / (2 * h)
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="08-SV08",
    exercise=BOTH,
    says="Your dW is a numpy.matrix: after one step W would be one too.",
    try_this="What does * mean for such a W? Print the type of each array on the way.",
    section=FAULT,
)
def a_numpy_matrix(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss, dW.view(np.matrix)
