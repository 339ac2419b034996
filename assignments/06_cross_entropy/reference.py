"""The quantities of 06_cross_entropy by definition, one number at a time.

Every sum of the blackboard is a loop here.  Loss and gradient come from the definition
of cross-entropy and from nudged probabilities that are added up path by path; the
solution in the notebook is derived another way, and the two must agree.

    batch             a small random batch that hides as few mistakes as possible
    mixed             rows of labels that are distributions
    the exercises     functions of the same names and signatures as in the notebook
"""

import math

import numpy as np


def batch(rng, N=7, C=3, spread=1.5):
    """S (N, C), y (N,): scores of ordinary size and shuffled labels.

    Labels that begin 0, 1, 2, ... would hide an index that was confused with a label.
    """
    y = np.arange(N) % C
    while N > 1 and np.array_equal(y[:C], np.arange(N)[:C]):
        y = rng.permutation(y)
    return spread * rng.normal(size=(N, C)), y


def mixed(rng, N=7, C=3, zeros=False):
    """Y (N, C): each row adds up to one; with zeros, one class of each row is out."""
    Y = rng.uniform(0.2, 1.0, size=(N, C))
    if zeros:
        Y[np.arange(N), rng.integers(C, size=N)] = 0.0
    return Y / Y.sum(axis=1, keepdims=True)


def cross_entropy(S, y):
    """float: the mean over the examples of log sum exp(s) - s_y."""
    losses = [_log_sum(s) - s[label] for s, label in zip(S.tolist(), y.tolist())]
    return math.fsum(losses) / len(losses)


def delta_cross_entropy(S, y):
    """(N, C): (exp(s_j) / sum exp(s) - (1 if j is the label else 0)) / N."""
    N, C = np.shape(S)
    dS = np.zeros((N, C))
    for i, s in enumerate(S.tolist()):
        for j in range(C):
            share = math.exp(s[j] - _log_sum(s))
            dS[i, j] = (share - 1.0) / N if j == y[i] else share / N
    return dS


def cross_entropy_soft(S, Y):
    """(float, (N, C)): the losses of the single classes, weighted by the labels."""
    N, C = np.shape(S)
    loss, dS = 0.0, np.zeros((N, C))
    for k in range(C):
        every = np.full(N, k)
        alone = delta_cross_entropy(S, every) * N
        for i in range(N):
            if Y[i, k]:
                loss += Y[i, k] * cross_entropy(S[i : i + 1], every[:1]) / N
                dS[i] += Y[i, k] * alone[i] / N
    return loss, dS


def delta_via_jacobian(S, y):
    """(dP (N, C), J (N, C, C), dS (N, C)): the same gradient through P."""
    N, C = np.shape(S)
    dP, J, dS = np.zeros((N, C)), np.zeros((N, C, C)), np.zeros((N, C))
    for i, s in enumerate(S.tolist()):
        p = [math.exp(each - _log_sum(s)) for each in s]
        dP[i, y[i]] = -1.0 / (N * p[y[i]])
        for k in range(C):
            for j in range(C):
                J[i, k, j] = p[k] * (1.0 - p[k]) if k == j else -p[k] * p[j]
                dS[i, j] += dP[i, k] * J[i, k, j]
    return dP, J, dS


def worst_first(S, y):
    """(order (N,), losses (N,)): the examples and their losses, largest loss first."""
    losses = [_log_sum(s) - s[label] for s, label in zip(S.tolist(), y.tolist())]
    order = sorted(range(len(losses)), key=lambda i: -losses[i])
    return np.array(order), np.array([losses[i] for i in order])


def truth_probabilities(P, y):
    """(N,): from each row of P the entry of its label, for y (N,) or (N, 1)."""
    labels = [int(label) for label in y.flat]
    return np.array([row[label] for row, label in zip(P.tolist(), labels)])


def _log_sum(s):
    top = max(s)
    return top + math.log(math.fsum(math.exp(each - top) for each in s))
