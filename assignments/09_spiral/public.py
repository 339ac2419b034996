"""The public inputs on which hints are recognised: every size differs, W is not tiny.

Numbers have two decimals, so that they are the same in a file as in memory.  Of the
examples one set is square (an axis in the wrong place gives a value there), one has a
start of integers, one lacks a class, one has scores in the thousands.
"""

import numpy as np


def spiral_from_seed(make, n, k, noise, seed):
    """As in the notebook: one call of `make`, with a fresh generator."""
    X, y = make(n, k, noise, np.random.RandomState(seed))
    return X, y


def trained(train, X, y, loss, lr, reg, steps, W0, b0):
    """As in the notebook: the four results of one run of `train`."""
    run = train(X, y, loss, lr, reg, steps, W0, b0)
    if not isinstance(run, dict):
        raise TypeError("train_linear should return a dictionary")
    for key in ("W", "b", "history", "accuracy"):
        if key not in run:
            raise KeyError(f"no {key} in the dictionary of train_linear")
    return run["W"], run["b"], np.array(run["history"]), run["accuracy"]


def _examples(seed, N, D, C, labels):
    rng = np.random.default_rng(seed)
    X = (rng.normal(size=(N, D)) + 0.5).round(2)
    W, b = rng.normal(size=(D, C)).round(2), rng.normal(size=(1, C)).round(2)
    return X, np.array(labels), W, b


def _run(seed, sizes, labels, loss, reg, steps):
    X, y, W, b = _examples(seed, *sizes, labels)
    return X, y, loss, 0.5, reg, steps, W, b


def _inputs(seed, N, D, C):
    X, _, W, b = _examples(seed, N, D, C, [0] * N)
    return X, W, 2 * b


_SQUARE, _LONG = ([2, 0, 3, 1], [2, 0, 1, 1, 2, 0, 2])
_X, _Y, _W, _B = _examples(8, 5, 3, 3, [1, 0, 1, 0, 1])
_INTEGERS = np.array([[1, -2, 0], [3, 1, -1], [0, 2, 1]]), np.array([[1, 0, -1]])
_PLANE = (
    np.array([[1.5, -1.0, -0.25], [0.25, 1.25, -1.5]]),
    np.array([[-0.75, 0.6, 1.5]]),
)
_PAIR = np.array([[1.0, -1.0], [0.5, 0.25]]), np.array([[0.3, -0.2]])

FIXTURES = {
    "make-spiral": [(5, 3, 0.0, 1), (4, 2, 0.3, 2), (6, 3, 1.0, 3)],
    "predict": [_inputs(1, 4, 4, 4), _inputs(2, 7, 5, 3), _inputs(3, 1, 3, 4)],
    "train-linear": [
        _run(4, (4, 4, 4), _SQUARE, "softmax", 0.3, 1),
        _run(5, (4, 4, 4), _SQUARE, "svm", 0.3, 1),
        _run(6, (7, 5, 3), _LONG, "softmax", 0.7, 4),
        _run(7, (7, 5, 3), _LONG, "svm", 0.7, 4),
        (_X, _Y, "softmax", 0.5, 0.1, 2, _W, _B),
        (_X, _Y, "softmax", 0.5, 0.1, 2, *_INTEGERS),
        (1000 * _X, _Y, "softmax", 0.5, 0.1, 1, _W, _B),
    ],
    "decision-grid": [
        (*_PLANE, (-1.5, 2.5), (0.5, 2.0), 6),
        (*_PLANE, (-1.0, 1.0), (-2.0, 1.0), 5),
        (*_PAIR, (-3, 1), (0, 4), 5),
    ],
}
THROUGH = {"make-spiral": spiral_from_seed, "train-linear": trained}
