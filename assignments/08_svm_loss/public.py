"""The public inputs on which hints are recognised: every size differs, W is not tiny.

Numbers have two decimals, so that they are the same in a file as in memory.  One batch
is square (axes that are confused give a value there), one has ten classes, one is a
single example; labels are shuffled and all classes occur.  No margin lies on its edge,
and no slope is 0.
"""

import numpy as np


def _batch(seed, N, D, C, reg, labels):
    rng = np.random.default_rng(seed)
    # Quarters are exact in float32, which therefore is no mistake here.
    W = (4 * rng.normal(size=(D, C))).round() / 4
    X = (4 * rng.normal(size=(N, D))).round() / 4
    return W, X, np.array(labels), reg


_BATCHES = [
    _batch(2, 7, 5, 3, 0.25, [2, 0, 1, 1, 2, 0, 2]),
    _batch(2, 4, 4, 4, 0.25, [2, 0, 3, 1]),
    _batch(6, 3, 2, 10, 0.5, [7, 0, 4]),
    _batch(4, 1, 3, 2, 0.5, [1]),
]
_SQUARE = np.array(
    [
        [1.25, 0.5, -2.0, 0.25],
        [0.5, 3.25, 0.75, -1.0],
        [-0.5, 0.25, 6.5, 1.0],
        [2.5, 0.25, 1.75, 1.5],
    ]
)
_WIDE = np.array([[0.5, -1.25, 2.25], [4.0, 1.75, -0.25]])
_SQUARE_Y, _WIDE_Y = np.array([1, 0, 2, 3]), np.array([0, 1])
_M = np.array(
    [
        [1.75, 0.0, 0.0, 1.25],
        [0.0, 3.75, 1.25, 0.0],
        [0.0, 0.0, 0.0, 0.0],
        [2.0, 0.0, 1.25, 0.0],
    ]
)
# Far from every corner, beside one above or below, a lead that changes, in and out.
_ONE = np.ones((1, 1)), np.array([0])
_EDGES = [
    (np.array([[0.5, 0.49, -2.0]]), *_ONE, 0, 1, 0.1),
    (np.array([[0.5, -0.53, -2.0]]), *_ONE, 0, 1, 0.1),
    (np.array([[0.5, -0.47, -2.0]]), *_ONE, 0, 1, 0.1),
    (np.array([[0.5, -0.57, -2.0]]), *_ONE, 0, 1, 0.1),
    (np.array([[0.5, -0.53, -2.0]]), *_ONE, 0, 0, 0.01),
    (np.array([[0.5, 2.5, 2.47]]), *_ONE, 0, 2, 0.1),
    (
        np.array([[0.6, -0.41, -3.0], [0.0, -2.02, -3.0]]),
        np.array([[1.0, 0.0], [-1.0, 1.0]]),
        np.array([0, 0]),
        0,
        1,
        0.1,
    ),
    (
        np.array([[0.5, -0.57, -2.0], [0.0, 0.0, 0.0]]),
        np.array([[1.0, 2.0]]),
        np.array([0]),
        0,
        1,
        0.05,
    ),
]

FIXTURES = {
    "svm-margins": [
        (_SQUARE, _SQUARE_Y),
        (_WIDE, _WIDE_Y),
        (_SQUARE, _SQUARE_Y, 2.6),
    ],
    "svm-coefficients": [
        (_M, np.array([1, 0, 2, 3])),
        (np.array([[0.25, 1.5, 0.0], [0.0, 0.0, 0.75]]), np.array([2, 0])),
    ],
    "svm-loss-naive": _BATCHES,
    "svm-loss-vectorized": _BATCHES,
    "kink-crossed": _EDGES,
    "cost-and-crowd": [(_SQUARE, _SQUARE_Y), (_WIDE, _WIDE_Y)],
}
