"""Misconceptions about matrices in the softmax loss and its gradient."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ALL,
    BIAS,
    BOTH,
    CARD,
    WITHOUT_LOOPS,
    forward,
    scores_gradient,
    solve,
)


@misconception(
    id="07-SV01",
    exercise=BOTH,
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W? Print both shapes.",
    section=ALL,
)
def product_in_the_other_order(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = scores_gradient(P, y).T @ X / len(y) + 2 * reg * W.T
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SV02",
    exercise=BOTH,
    says="Your gradient is divided by N twice.",
    try_this="Walk from the loss to dW and count: where do you meet N?",
    section=ALL,
)
def averaged_twice(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    dscores = scores_gradient(P, y) / N
    return L.mean() + reg * np.sum(W * W), X.T @ dscores / N + 2 * reg * W


@misconception(
    id="07-SV10",
    exercise=BOTH,
    says="You take a mean over the examples, and divide by N besides.",
    try_this="A mean contains a division. Which one did you write by hand?",
    section=ALL,
    # the same numbers as 07-SV02: these names tell a mean over outer products
    marks=("newaxis", "einsum", "outer", "expand_dims", "average"),
)
def mean_of_products_averaged_again(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    G = scores_gradient(P, y)
    products = X[:, :, np.newaxis] * G[:, np.newaxis, :]
    dW = np.mean(products, axis=0) / N + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="07-SV04",
    exercise=BOTH,
    says="Example and class are exchanged where you pick one entry of each row.",
    try_this="In P[a, b], which index is the row? Is a row an example or a class?",
    section=WITHOUT_LOOPS,
)
def labels_pick_the_rows(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    G = P.copy()
    G[y, np.arange(N)] -= 1
    return L.mean() + reg * np.sum(W * W), X.T @ G / N + 2 * reg * W


@misconception(
    id="07-SV05",
    exercise=BOTH,
    says="The last row of W goes free of the penalty in your code, like a bias row.",
    try_this="Does the docstring say that X has a column of ones here?",
    section=BIAS,
)
def last_row_is_taken_for_a_bias(W, X, y, reg):
    loss, dW = solve(W, X, y, 0.0)
    weights = W.copy()
    weights[-1] = 0
    return loss + reg * np.sum(weights * weights), dW + 2 * reg * weights


@misconception(
    id="07-SV07",
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
    id="07-SV08",
    exercise=BOTH,
    says="Your dW is a numpy.matrix, whose * is another product.",
    try_this="Print type(dW). Where in your code does that type come from?",
    section=CARD,
)
def a_numpy_matrix(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss, dW.view(np.matrix)
