"""Shared by the files of this folder: sections of the notebook, and correct helpers."""

import numpy as np

CARD = "The card: what the letters mean"
ONE = "Derive: the loss of one example"
CHAIN = "Derive: back to the scores"
BATCH = "Derive: from one example to the batch"
ANY_SIZE = "Scores of any size"


def log_probabilities(S):
    """(N, C): the logarithm of softmax of each row, for scores of any size."""
    S = S - S.max(axis=1, keepdims=True)
    return S - np.log(np.exp(S).sum(axis=1, keepdims=True))


def probabilities(S):
    return np.exp(log_probabilities(S))


def of_the_truth(A, y):
    """(N,): from each row the entry of its label."""
    return A[np.arange(len(y)), y]


def pulls(P, y):
    """N dL/dS without a mistake."""
    G = P.copy()
    G[np.arange(len(y)), y] -= 1
    return G


def is_true(S, y):
    """(N, C): True in the column of the label."""
    return np.arange(S.shape[1]) == y[:, None]
