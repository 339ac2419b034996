"""Shared by the files of this folder: sections of the notebook, and correct helpers."""

import numpy as np

CARD = "The card: what the letters mean"
PARTS = "Derive: numerator and denominator"
CASES = "Derive: the two cases"
ONE = "Derive: both cases in one line"
BATCH = "A whole batch"


def jacobian(p):
    """The Jacobian of one example without a mistake."""
    return np.diag(p) - np.outer(p, p)


def products(P):
    """(N, C, C): all products of two probabilities of one example."""
    return P[:, :, np.newaxis] * P[:, np.newaxis, :]


def diagonals(P):
    """(N, C, C): the probabilities on the diagonals."""
    return P[:, :, np.newaxis] * np.eye(P.shape[1])
