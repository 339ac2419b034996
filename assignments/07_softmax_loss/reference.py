"""The quantities of 07_softmax_loss by definition, one number at a time.

Nothing here is fast or clever: every sum of the blackboard is a loop.  The solution in
the notebook is derived another way (matrices), and the two must agree.

    batch             a small random batch that hides as few mistakes as possible
    the exercises     functions of the same names and signatures as in the notebook
    timed             how long these loops take, to compare speeds with
"""

import math
import time

import numpy as np


def batch(rng, N=7, D=5, C=3):
    """W (D, C), X (N, D), y (N,): weights of ordinary size and shuffled labels.

    Tiny weights would hide the penalty, and labels that begin 0, 1, 2, ... would hide
    an index that was confused with a label.
    """
    W = rng.normal(size=(D, C))
    X = rng.normal(size=(N, D))
    return W, X, labels(rng, N, C)


def labels(rng, N, C):
    """y (N,): every class occurs if N allows it, and the order is not 0, 1, 2, ..."""
    y = np.arange(N) % C
    while N > 1 and np.array_equal(y[:C], np.arange(N)[:C]):
        y = rng.permutation(y)
    return y


def l2_penalty(W, reg, half=False):
    """(float, (D, C)): reg * sum of squares, or half of it, and its gradient."""
    D, C = W.shape
    factor = reg / 2 if half else reg
    value, gradient = 0.0, np.zeros((D, C))
    for k in range(D):
        for j in range(C):
            value += factor * W[k, j] ** 2
            gradient[k, j] = factor * 2 * W[k, j]
    return value, gradient


def affine_backward(G, X, W):
    """(dX, dW, db): every path from an entry of S = XW + b back to X, W and b."""
    (N, D), C = X.shape, W.shape[1]
    dX, dW, db = np.zeros((N, D)), np.zeros((D, C)), np.zeros((1, C))
    for i in range(N):
        for j in range(C):
            db[0, j] += G[i, j]
            for k in range(D):
                dX[i, k] += G[i, j] * W[k, j]
                dW[k, j] += G[i, j] * X[i, k]
    return dX, dW, db


def softmax_loss_naive(W, X, y, reg):
    """(float, (D, C)): mean of log sum exp(s) - s_y plus the penalty; its gradient."""
    (D, C), N = W.shape, len(X)
    loss, dW = l2_penalty(W, reg)
    weights, slopes = W.tolist(), [[0.0] * C for _ in range(D)]
    for x, label in zip(X.tolist(), y.tolist()):
        s = [sum(x[k] * weights[k][j] for k in range(D)) for j in range(C)]
        top = max(s)
        log_sum = top + math.log(sum(math.exp(each - top) for each in s))
        loss += (log_sum - s[label]) / N
        for j in range(C):
            pull = math.exp(s[j] - log_sum) - (j == label)
            for k in range(D):
                slopes[k][j] += x[k] * pull / N
    return loss, dW + np.array(slopes)


softmax_loss_vectorized = softmax_loss_naive


def strongest_rival(probs, y):
    """(rival (N,), lead (N,)): the best wrong class; how far the truth is ahead."""
    N, C = probs.shape
    rival, lead = np.zeros(N, dtype=int), np.zeros(N)
    for i in range(N):
        rival[i] = max((j for j in range(C) if j != y[i]), key=lambda j: probs[i, j])
        lead[i] = probs[i, y[i]] - probs[i, rival[i]]
    return rival, lead


def smallest_batch(fault):
    """(N, D, C): the fewest numbers in X and W with which `fault` can show."""
    return {
        "ten classes": (1, 1, 2),
        "no return": (1, 1, 2),
        "last example only": (2, 1, 2),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 1, 3),
    }[fault]


def timed(function, *args):
    """What a function returns, and how many seconds it takes on this machine, now."""
    start = time.perf_counter()
    result = function(*args)
    return result, time.perf_counter() - start
