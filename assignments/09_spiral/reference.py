"""The quantities of 09_spiral by definition, one number at a time.

Nothing here is fast or clever: every sum of the blackboard is a loop.  The solution in
the notebook is derived another way (matrices), and the two must agree.

    cloud             a small random set of examples that hides few mistakes
    the exercises     functions of the same names and signatures as in the notebook
    the adapters      as in the notebook: a generator or a callback around an exercise
"""

import math

import numpy as np


def cloud(rng, N=7, D=4, C=3):
    """X (N, D), y (N,) shuffled labels, W (D, C) and b (1, C) of ordinary size.

    No mean of X is zero, and b is not zero either: a forgotten bias would hide there.
    """
    X = rng.normal(size=(N, D)) + 0.5
    y = rng.permutation(np.arange(N) % C)
    return X, y, rng.normal(size=(D, C)), rng.normal(size=(1, C))


def make_spiral(n, k, noise, rng):
    """X (n*k, 2), y (n*k,): arm after arm; on an arm the radius goes from 0 to 1."""
    X, y = np.zeros((n * k, 2)), np.zeros(n * k, dtype=np.int64)
    for arm in range(k):
        for i in range(n):
            share = i / (n - 1)
            angle = 4 * (arm + share) + noise * float(rng.normal())
            X[arm * n + i] = share * math.sin(angle), share * math.cos(angle)
            y[arm * n + i] = arm
    return X, y


def predict(X, W, b):
    """(N,) int: the class with the highest score, the first one of equals."""
    best = [_winner(_scores(x, W, b)) for x in np.asarray(X)]
    return np.array(best, dtype=np.int64)


def train_linear(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    """W, b, history and accuracy after `steps` steps downhill, all examples each."""
    W, b = np.array(W0, dtype=float), np.array(b0, dtype=float)
    history = []
    for t in range(steps):
        value, dW, db = _slopes(X, y, loss, reg, W, b)
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        W, b = W - lr * dW, b - lr * db
    hits = sum(int(guess == label) for guess, label in zip(predict(X, W, b), y))
    return {"W": W, "b": b, "history": np.array(history), "accuracy": hits / len(y)}


def decision_grid(W, b, xlim, ylim, n):
    """(n, n) int: the class of each point of a grid; row 0 is the lowest y."""
    grid = np.zeros((n, n), dtype=np.int64)
    for row in range(n):
        for column in range(n):
            x = xlim[0] + (xlim[1] - xlim[0]) * column / (n - 1)
            y = ylim[0] + (ylim[1] - ylim[0]) * row / (n - 1)
            grid[row, column] = _winner(_scores((x, y), W, b))
    return grid


# --- the adapters -----------------------------------------------------------------


def spiral_from_seed(make, n, k, noise, seed):
    """(X, y) of one call of `make`, with a fresh generator."""
    X, y = make(n, k, noise, np.random.RandomState(seed))
    return X, y


def two_spirals(make, n, k, noise, seed):
    """(X of a first call, X of a second one) of `make` with the same generator."""
    rng = np.random.RandomState(seed)
    first, _ = make(n, k, noise, rng)
    second, _ = make(n, k, noise, rng)
    return first, second


def trained(train, X, y, loss, lr, reg, steps, W0, b0):
    """(W, b, history, accuracy) of one run of `train`."""
    run = train(X, y, loss, lr, reg, steps, W0, b0)
    if not isinstance(run, dict):
        raise TypeError("train_linear should return a dictionary")
    for key in ("W", "b", "history", "accuracy"):
        if key not in run:
            raise KeyError(f"no {key} in the dictionary of train_linear")
    return run["W"], run["b"], np.array(run["history"]), run["accuracy"]


def frames_of(train, X, y, loss, lr, reg, steps, W0, b0):
    """[steps, Ws, bs, losses] as the callback of `train` kept them."""
    kept = [], [], [], []

    def keep(t, W, b, loss):
        for each, value in zip(kept, (t, W, b, loss)):
            each.append(value)

    train(X, y, loss, lr, reg, steps, W0, b0, keep)
    return kept


# --- by definition ----------------------------------------------------------------


def _scores(x, W, b):
    D, C = np.shape(W)
    return [
        sum(float(x[k]) * float(W[k][c]) for k in range(D)) + float(np.ravel(b)[c])
        for c in range(C)
    ]


def _winner(scores):
    return max(range(len(scores)), key=lambda c: (scores[c], -c))


def _slopes(X, y, loss, reg, W, b):
    """(value, dW, db) of the mean loss plus half of reg times the squared weights.

    Classes and features are walked through one by one, examples together: the
    published run has 60,000 of them.
    """
    X, (D, C) = np.asarray(X, dtype=float), W.shape
    scores = [b[0, c] + sum(X[:, k] * W[k, c] for k in range(D)) for c in range(C)]
    losses, pulls = _LOSSES[loss](scores, [np.asarray(y) == c for c in range(C)])
    value, dW, db = np.mean(losses), np.zeros((D, C)), np.zeros((1, C))
    for c in range(C):
        db[0, c] = np.mean(pulls[c])
        for k in range(D):
            value += reg / 2 * W[k, c] ** 2
            dW[k, c] = np.mean(X[:, k] * pulls[c]) + reg * W[k, c]
    return value, dW, db


def _softmax(scores, is_class):
    """-log p of the true class for every example, and its slope for each score."""
    log_sum = np.logaddexp.reduce(scores)
    true = sum(s * own for s, own in zip(scores, is_class))
    return log_sum - true, [
        np.exp(s - log_sum) - own for s, own in zip(scores, is_class)
    ]


def _svm(scores, is_class):
    """The violated margins of every example added up, and the slope for each score."""
    true = sum(s * own for s, own in zip(scores, is_class))
    total, pulls = np.zeros(true.shape), [np.zeros(true.shape) for _ in scores]
    for c, s in enumerate(scores):
        violated = ~is_class[c] & (s - true + 1 > 0)
        total += violated * (s - true + 1)
        pulls[c] += violated
        for other, own in enumerate(is_class):
            pulls[other] -= violated & own
    return total, pulls


_LOSSES = {"softmax": _softmax, "svm": _svm}
