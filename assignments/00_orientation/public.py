"""The public inputs on which hints are recognised: tables, one of them square."""

import numpy as np


def halved(make, y, C):
    Y = make(y, C)
    Y *= 0.5
    return Y


_SCORES = np.array([[1.0, 3.5, 2.0], [90.0, 80.0, 85.0], [-1.0, -4.0, -2.5]])
_TALL = np.array([[1.5, -2.0], [0.25, 7.0], [4.0, 3.0], [-6.0, -1.0]])
_PROBS = np.array(
    [[0.6, 0.3, 0.1], [0.2, 0.45, 0.35], [0.1, 0.25, 0.65], [0.15, 0.5, 0.35]]
)

FIXTURES = {
    "row-shift": [(_SCORES,), (_TALL,)],
    "pick": [(_PROBS, np.array([2, 0, 1, 1])), (_SCORES, np.array([1, 2, 0]))],
    "one-hot": [(np.array([2, 0, 2]), 4), (np.array([1, 0, 1, 0]), 2)],
    "shapes-of-forward": [(7, 5, 3), (4, 2, 6)],
}
THROUGH = {"one-hot": halved}
