"""The quantities of 04_softmax by definition, one number at a time.

Nothing here is fast, and nothing is shifted by a maximum as in the notebook: softmax is
read as one over a sum of ratios, a log-sum-exp as a sum that grows by two at a time.

    scores            random scores of ordinary size, for batches of any sizes
    the exercises     functions of the same names and signatures as in the notebook
"""

import math

import numpy as np


def scores(rng, *shape):
    """Random scores of ordinary size."""
    return 2.5 * rng.normal(size=shape) + 0.5


def softmax_naive(s):
    """p (C,): p_i is one over the sum of all e^(s_j - s_i)."""
    s = [float(each) for each in s]
    return np.array([1.0 / sum(_power(other - each) for other in s) for each in s])


def softmax(S):
    """softmax_naive of a vector, or of each row of a table."""
    return softmax_naive(S) if np.ndim(S) == 1 else np.array(list(map(softmax, S)))


def logsumexp(S, axis=-1, keepdims=False):
    """log of the sum of e^s along one axis of a vector or a table."""
    S = np.array(S, dtype=float)
    along = axis % S.ndim
    lines = [S] if S.ndim == 1 else list(S) if along == 1 else list(S.T)
    totals = np.array([_log_of_sum(line.tolist()) for line in lines])
    if keepdims:
        return totals.reshape([1 if k == along else n for k, n in enumerate(S.shape)])
    return totals[0] if S.ndim == 1 else totals


def log_softmax(S):
    """log of softmax: minus the log of the sum of all e^(s_j - s_i)."""
    if np.ndim(S) > 1:
        return np.array([log_softmax(row) for row in S])
    s = [float(each) for each in S]
    return np.array([-_log_of_sum([other - each for other in s]) for each in s])


def most_likely(S):
    """(winner (N,), confidence (N,)): the class of the highest score, its softmax."""
    winners, confidences = [], []
    for row in S:
        p = softmax_naive(row)
        winners.append(max(range(len(row)), key=lambda j: row[j]))
        confidences.append(p[winners[-1]])
    return np.array(winners), np.array(confidences)


def _power(exponent):
    return math.exp(exponent) if exponent < 700 else math.inf


def _log_of_sum(terms):
    """log(e^a + e^b + ...), where log(e^a + e^b) = max + log(1 + e^-|a - b|)."""
    total = terms[0]
    for term in terms[1:]:
        total = max(total, term) + math.log1p(math.exp(-abs(total - term)))
    return total
