"""Shared by the files of this folder: sections of the notebook, and correct helpers."""

import numpy as np

CARD = "The card: what the letters mean"
TOO_LARGE = "Scores that are too large"
ROWS = "Write it for any scores"
LOG_SUM = "Derive: the logarithm of the sum"


def lifted_down(S):
    """A copy in which the highest score of each row is 0."""
    return S - np.max(S, axis=-1, keepdims=True)


def probabilities(S):
    """Softmax of the last axis without a mistake."""
    E = np.exp(lifted_down(S))
    return E / E.sum(axis=-1, keepdims=True)


def log_total(S, axis=-1, keepdims=False):
    """Log-sum-exp without a mistake."""
    top = np.max(S, axis=axis, keepdims=True)
    total = np.log(np.sum(np.exp(S - top), axis=axis, keepdims=True)) + top
    return total if keepdims else np.squeeze(total, axis=axis)
