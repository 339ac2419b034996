"""Shared by the files of this folder: sections of the notebook, and correct helpers."""

import numpy as np

BOTH = ("svm-loss-naive", "svm-loss-vectorized")
CARD = "The card: what the letters mean"
MARGINS = "Derive: the margins of one example"
PULLS = "Derive: who pulls, and how hard"
ALL = "Derive: the whole gradient"
ACTIVE = "Derive: who is in the active set"
WITH_LOOPS = "Write it with loops"
WITHOUT_LOOPS = "Write it without loops"
FAULT = "Find the fault: the cost and the crowd"


def gaps_of(S, y, delta=1.0):
    """Margins without a mistake."""
    N = len(y)
    M = np.maximum(0.0, S - S[np.arange(N), y].reshape(N, 1) + delta)
    M[np.arange(N), y] = 0.0
    return M


def pulls_of(M, y):
    """Coefficients without a mistake."""
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return B


def assembled(data_loss, B, W, X, reg):
    """Loss and gradient from the data loss and the coefficients."""
    loss = data_loss + 0.5 * reg * np.sum(W * W)
    return loss, X.T @ B / len(X) + reg * W


def worst_of(margins):
    """The largest margin of each example, and 0 for all others."""
    return np.where(margins == margins.max(axis=1, keepdims=True), margins, 0.0)


def data_loss_of(W, X, y):
    return gaps_of(X @ W, y).sum() / len(y)


def solve(W, X, y, reg):
    """Loss and gradient without a mistake."""
    M = gaps_of(X @ W, y)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)
