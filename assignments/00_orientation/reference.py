"""The quantities of 00_orientation by definition, one number at a time.

The solution in the notebook works on whole arrays, and the two must agree.
"""

import numpy as np


def row_shift(S):
    """(N, C): from each number, the largest one of its row is taken off."""
    N, C = S.shape
    shifted = np.zeros((N, C))
    for i in range(N):
        largest = max(float(each) for each in S[i])
        for j in range(C):
            shifted[i, j] = S[i, j] - largest
    return shifted


def pick(P, y):
    """(N,): for each row, its entry in the column of its label."""
    picked = np.zeros(len(P))
    for i in range(len(P)):
        picked[i] = P[i, int(y[i])]
    return picked


def one_hot(y, C):
    """(N, C): 1.0 where the column is the label of the row, else 0.0."""
    return np.array([[float(int(label) == j) for j in range(C)] for label in y])


def halved(make, y, C):
    """The adapter of the notebook: it halves the table in place."""
    Y = make(y, C)
    Y *= 0.5
    return Y


def shapes_of_forward(N, D, C):
    """dict: the shapes of what arrays of these sizes really give."""
    X, W, b = np.zeros((N, D)), np.zeros((D, C)), np.zeros((1, C))
    scores = X @ W + b
    return {
        "scores": scores.shape,
        "probs": scores.shape,
        "dscores": scores.shape,
        "dW": W.shape,
        "db": b.shape,
    }
