"""The quantities of 08_svm_loss by definition, one number at a time.

Nothing here is fast or clever: every sum of the blackboard is a loop.  The solution in
the notebook is derived another way (masks and matrices), and the two must agree.

    batch             a small random batch that hides as few mistakes as possible
    scores            a table of scores with labels, for the functions of scores
    the exercises     functions of the same names and signatures as in the notebook
    timed             how long these loops take, to compare speeds with
"""

import time

import numpy as np


def batch(rng, N=7, D=5, C=3, away=0.03):
    """W (D, C), X (N, D), y (N,): weights of ordinary size and shuffled labels.

    Tiny weights would hide the penalty and leave every class inside the margin.  No
    score difference is nearer than `away` to 0 or to a margin of 1, so nothing that is
    measured here, with the margin or without it, lies on a kink.  Something is always
    violated, also when a margin is asked for that is not 1 but 0 or -1.
    """
    y = labels(rng, N, C)
    while True:
        W, X = rng.normal(size=(D, C)), rng.normal(size=(N, D))
        S = X @ W
        behind = (S.T - np.choose(y, S.T)).max() > 1
        if behind and clear_of_kinks(S, y, away):
            return W, X, y


def scores(rng, N=7, C=3, away=0.03):
    """S (N, C) and y (N,): some classes too close, some not, none on the edge."""
    y = labels(rng, N, C)
    while True:
        S = 2 * rng.normal(size=(N, C))
        behind = (S.T - np.choose(y, S.T)).max() > 1
        if behind and clear_of_kinks(S, y, away):
            return S, y


def clear_of_kinks(S, y, away):
    """Whether each wrong class keeps its distance from every edge, right or wrong."""
    for row, label in zip(S, y):
        for j, score in enumerate(row):
            edges = (abs(abs(score - row[label]) - edge) for edge in (0.0, 1.0))
            if j != label and min(edges) < away:
                return False
    return True


def labels(rng, N, C):
    """y (N,): every class occurs if N allows it, and the order is not 0, 1, 2, ..."""
    y = np.arange(N) % C
    while N > 1 and np.array_equal(y[:C], np.arange(N)[:C]):
        y = rng.permutation(y)
    return y


def svm_margins(S, y, delta=1.0):
    """(N, C): what each wrong class costs each example; 0 in the true column."""
    M = np.zeros(S.shape)
    for (i, j), score in np.ndenumerate(S):
        if j != y[i]:
            M[i, j] = max(0.0, score - S[i, y[i]] + delta)
    return M


def svm_coefficients(M, y):
    """(N, C): 1 for each class that costs something, minus their number for the truth.

    Each violated margin adds 1 to the wrong class and takes 1 from the true one.
    """
    B = np.zeros(M.shape)
    for (i, j), margin in np.ndenumerate(M):
        if j != y[i] and margin > 0:
            B[i, j] += 1.0
            B[i, y[i]] -= 1.0
    return B


def svm_loss_naive(W, X, y, reg):
    """(float, (D, C)): mean hinge loss plus half the penalty, and its gradient."""
    (D, C), N = W.shape, len(X)
    weights, slopes, loss = W.tolist(), [[0.0] * C for _ in range(D)], 0.0
    for x, label in zip(X.tolist(), y.tolist()):
        s = [sum(x[k] * weights[k][j] for k in range(D)) for j in range(C)]
        for j in range(C):
            violation = s[j] - s[label] + 1.0
            if j != label and violation > 0:
                loss += violation / N
                for k in range(D):
                    slopes[k][j] += x[k] / N
                    slopes[k][label] -= x[k] / N
    for k in range(D):
        for j in range(C):
            loss += reg / 2 * weights[k][j] ** 2
            slopes[k][j] += reg * weights[k][j]
    return loss, np.array(slopes)


svm_loss_vectorized = svm_loss_naive


def kink_crossed(W, X, y, k, j, h):
    """Whether some wrong class costs something at one of the two points only."""
    for x, label in zip(X, y):
        for c in range(W.shape[1]):
            costs = set()
            for step in (h, -h):
                moved = W.copy()
                moved[k, j] += step
                gap = sum(x * moved[:, c]) - sum(x * moved[:, label])
                costs.add(bool(gap + 1.0 > 0))
            if c != label and len(costs) == 2:
                return True
    return False


def cost_and_crowd(S, y):
    """(cost (N,), crowd (N,)): the hinge loss of each example; how many cause it."""
    cost, crowd = np.zeros(len(S)), np.zeros(len(S))
    for (i, j), score in np.ndenumerate(S):
        short = score - S[i, y[i]] + 1.0
        if j != y[i] and short > 0:
            cost[i] += short
            crowd[i] += 1
    return cost, crowd


def timed(function, *args):
    """What a function returns, and how many seconds it takes on this machine, now."""
    start = time.perf_counter()
    result = function(*args)
    return result, time.perf_counter() - start
