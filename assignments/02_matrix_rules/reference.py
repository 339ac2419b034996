"""The quantities of 02_matrix_rules by definition, one number at a time.

Nothing here is fast or clever: every gradient is built from its sums, term by term, by
the product rule.  The solution in the notebook uses matrices, and the two must agree.

    example           a small random example and weights, all sizes different
    the exercises     functions of the same names and signatures as in the notebook
"""

import math

import numpy as np


def example(rng, D=5, C=3):
    """x (D,), W (D, C) of ordinary size."""
    return rng.normal(size=D), rng.normal(size=(D, C))


def grad_quadratic(A, x):
    """(n,): each term x_k A_kl x_l gives a slope to x_k and a slope to x_l."""
    slopes = [0.0] * len(x)
    for k in range(len(x)):
        for l in range(len(x)):  # noqa: E741
            slopes[k] += A[k, l] * x[l]
            slopes[l] += x[k] * A[k, l]
    return np.array(slopes)


def grad_bilinear(a, b):
    """(D, C): the coefficient of each entry of W in a^T W b."""
    table = np.zeros((len(a), len(b)))
    for k in range(len(a)):
        for j in range(len(b)):
            table[k, j] = float(a[k]) * float(b[j])
    return table


def grad_logsumexp_linear(x, W):
    """(D, C): feature times share, the shares from differences of scores."""
    D, C = W.shape
    f = [math.fsum(x[k] * W[k, j] for k in range(D)) for j in range(C)]
    table = np.zeros((D, C))
    for j in range(C):
        # One over the sum of ratios: a ratio that overflows makes a share of zero.
        ratios = [math.exp(min(f[m] - f[j], 700.0)) for m in range(C)]
        for k in range(D):
            table[k, j] = x[k] / math.fsum(ratios)
    return table


def grad_squared_scores(x, W):
    """(D,): every path from a feature through a score to the sum of squares."""
    D, C = W.shape
    slopes = np.zeros(D)
    for j in range(C):
        score = sum(x[k] * W[k, j] for k in range(D))
        for k in range(D):
            slopes[k] += 2 * score * W[k, j]
    return slopes
