"""The public inputs on which hints are recognised: sizes differ, labels are shuffled.

Numbers have two decimals, so that they are the same in a file as in memory.  One batch
is square (a wrong index gives a value there), one has rows of very different height,
one has rows that are all high, one has a class far behind and one a class far ahead.
"""

import numpy as np


def _scores(seed, N, C):
    return (1.5 * np.random.default_rng(seed).normal(size=(N, C))).round(2)


def _labels_as_rows(seed, N, C):
    """Rows that add up to one, and are exact in two decimals."""
    rows = np.random.default_rng(seed).multinomial(100, [1.0 / C] * C, size=N)
    return rows / 100


_HIGH = np.array([[1000.5, 999.25, 1001.0], [999.0, 1000.0, 1000.25]])
_HEIGHTS = np.array([[0.5, -0.25, 1.0], [2999.0, 3000.0, 3000.25], [1.0, 0.0, -1.0]])
_BEHIND = np.array([[0.0, -800.0]])
_AHEAD = np.array([[0.0, 800.0]])
_CLASS_1 = np.array([1])
_PULLED = np.array([[0.25, 0.75], [0.5, 0.5]])
_SKETCHED = np.array([[0.0, 0.5, 0.5], [1.0, 0.0, 0.0], [0.25, 0.25, 0.5]])

_BATCHES = [
    (_scores(1, 7, 3), np.array([2, 0, 1, 1, 2, 0, 2])),
    (_scores(2, 4, 4), np.array([2, 0, 3, 1])),
    (_scores(3, 1, 2), np.array([0])),
    (_HIGH, np.array([1, 2])),
    (_HEIGHTS, np.array([2, 0, 1])),
    (_BEHIND, _CLASS_1),
    (_AHEAD, _CLASS_1),
]
_PROBS = np.array(
    [[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.1, 0.25, 0.65], [0.15, 0.5, 0.35]]
)

FIXTURES = {
    "cross-entropy": _BATCHES,
    "delta-cross-entropy": _BATCHES,
    "cross-entropy-soft": [
        (_scores(4, 7, 3), _labels_as_rows(4, 7, 3)),
        (_scores(5, 4, 4), _labels_as_rows(5, 4, 4)),
        (_scores(6, 3, 3), _SKETCHED),
        (_HIGH, _labels_as_rows(6, 2, 3)),
        (_HEIGHTS, _labels_as_rows(7, 3, 3)),
        (np.array([[0.0, -800.0], [1.0, 0.5]]), _PULLED),
        (_AHEAD, np.array([[0.0, 1.0]])),
    ],
    "delta-via-jacobian": _BATCHES[:3],
    "worst-first": [
        (_scores(8, 5, 3), np.array([2, 0, 1, 1, 0])),
        (
            np.array([[30.0, 0.0], [0.5, 0.0], [900.0, 0.0], [25.0, 0.0]]),
            np.array([1, 0, 1, 1]),
        ),
    ],
    "truth-probabilities": [
        (_PROBS, np.array([2, 1, 0, 1])),
        (_PROBS, np.array([[2], [1], [0], [1]])),
        (_PROBS[:3], np.array([[1], [2], [0]])),
    ],
}
