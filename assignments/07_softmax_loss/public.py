"""The public inputs on which hints are recognised: every size differs, W is not tiny.

Numbers have two decimals, so that they are the same in a file as in memory.  One batch
is square (a product in the wrong order gives a value there), one has ten classes, one
has rows of very different height, one has rows that are all high; labels are shuffled
and all classes occur.
"""

import numpy as np


def _batch(seed, N, D, C, reg, labels):
    rng = np.random.default_rng(seed)
    W = rng.normal(size=(D, C)).round(2)
    X = rng.normal(size=(N, D)).round(2)
    return W, X, np.array(labels), reg


def _downstream(seed, N, D, C):
    rng = np.random.default_rng(seed)
    sizes = (N, C), (N, D), (D, C)
    return tuple(rng.normal(size=each).round(2) for each in sizes)


_WEIGHTS = np.array([[1.5, -0.5], [0.25, 2.0], [-1.0, 0.75]])
_BATCHES = [
    _batch(1, 7, 5, 3, 0.3, [2, 0, 1, 1, 2, 0, 2]),
    _batch(2, 4, 4, 4, 0.3, [2, 0, 3, 1]),
    _batch(3, 3, 2, 10, 0.0, [7, 0, 4]),
    # rows lifted by thousands, and a class that lags far behind
    (
        np.array([[0.5, -1.0, 0.25], [3000.0, 3000.0, 3000.0]]),
        np.array([[1.0, 0.0], [-2.0, 1.0], [0.5, -1.0]]),
        np.array([2, 0, 1]),
        0.0,
    ),
    # all rows lifted alike
    (
        np.array([[0.5, -1.0, 1.5], [1024.0, 1024.0, 1024.0]]),
        np.array([[1.0, 1.0], [-1.5, 1.0], [0.5, 1.0]]),
        np.array([0, 2, 1]),
        0.0,
    ),
    (np.array([[0.0, -800.0]]), np.array([[1.0]]), np.array([1]), 0.0),
]
_PROBS = np.array(
    [[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.1, 0.25, 0.65], [0.15, 0.5, 0.35]]
)

FIXTURES = {
    "l2-penalty": [(_WEIGHTS, 0.3), (_WEIGHTS, 0.3, True)],
    "affine-backward": [_downstream(4, 4, 4, 4), _downstream(5, 6, 5, 3)],
    "softmax-loss-naive": _BATCHES,
    "softmax-loss-vectorized": _BATCHES,
    "strongest-rival": [(_PROBS, np.array([2, 1, 0, 1]))],
    "smallest-batch": [
        ("ten classes",),
        ("no return",),
        ("last example only",),
        ("first feature only",),
        ("two classes only",),
    ],
}
