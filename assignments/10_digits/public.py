"""The public inputs on which hints are recognised.

Numbers have two decimals, so that they are the same in a file as in memory.  What takes
a generator of random numbers is called through the adapters of the notebook; a training
is watched with the dealer and the step of its locked cells.  Their twins stand in
reference.py, and are taken from there.
"""

import gzip
import runpy
from pathlib import Path

import numpy as np

_TWINS = runpy.run_path(str(Path(__file__).with_name("reference.py")))
_RNG = np.random.default_rng(10)


def _problem(N, D, C, labels):
    W, b, X = (_RNG.normal(size=size).round(2) for size in ((D, C), (1, C), (N, D)))
    return W, b, X, np.array(labels)


def _file(*numbers):
    return list(numbers)


_LABELS = _file(0, 0, 8, 1, 0, 0, 0, 9, 3, 1, 4, 1, 5, 9, 2, 6, 250)
_IMAGES = _file(
    *(0, 0, 8, 3), *(0, 0, 0, 2), *(0, 0, 0, 2), *(0, 0, 0, 3), *range(5, 245, 20)
)
_CUBE = _file(
    *(0, 0, 8, 3), *(0, 0, 0, 2), *(0, 0, 0, 2), *(0, 0, 0, 2), *range(5, 245, 30)
)
_MANY = _file(*(0, 0, 8, 1), *(0, 0, 1, 4), *([7, 8] * 130))
_FILES = [
    _LABELS,
    _IMAGES,
    _CUBE,
    _MANY,
    list(gzip.compress(bytes(_LABELS), mtime=0)),
    [0, 0, 9, *_LABELS[3:]],
    _LABELS[:-2],
    [*_LABELS, 7],
]

_SQUARE = _problem(4, 4, 4, [2, 0, 3, 1])
_ODD = _problem(7, 5, 3, [2, 0, 1, 1, 2, 0, 2])
_FAR = np.array([[0.0, -800.0]]), np.zeros((1, 2)), np.ones((1, 1)), np.array([1])
_HIGH = _ODD[0], _ODD[1] + 4000.0, _ODD[2], _ODD[3]

_TEN = (
    np.array([[3.0, 9.0], [14.0, 2.0], [7.0, 7.0], [1.0, 12.0], [15.0, 5.0]]),
    np.array([2, 0, 1, 2, 0]),
    np.array(
        [[4.0, 6.0], [13.0, 2.0], [2.0, 15.0], [6.0, 8.0], [1.0, 2.0], [5.0, 1.0]]
    ),
    np.array([1, 0, 2, 1, 2, 1]),
)
_WATCHED = _TWINS["in_turns"], _TWINS["plain_step"], *_TEN

THROUGH = {
    "parse-idx": _TWINS["read_or_refuse"],
    "minibatches": _TWINS["two_epochs"],
    "train-softmax": _TWINS["trained"],
    "hold-out": _TWINS["parted"],
}

FIXTURES = {
    "parse-idx": [(each,) for each in _FILES],
    "minibatches": [
        (60, 25, False, 0),
        (60, 20, False, 0),
        (60, 25, True, 0),
        (60, 20, True, 0),
    ],
    "sgd-step": [
        (*_SQUARE, 0.2, 0.3, "mean"),
        (*_ODD, 0.2, 0.3, "mean"),
        (*_ODD, 0.2, 0.3, "sum"),
        (*_HIGH, 0.2, 0.0, "mean"),
        (*_FAR, 0.2, 0.0, "mean"),
    ],
    "accuracy": [
        (_SQUARE[2], np.array([1, 0, 3, 1]), *_SQUARE[:2]),
        (_ODD[2], _ODD[3], *_ODD[:2]),
        (_ODD[2], np.array([1, 1, 0, 2, 0, 2, 1]), *_ODD[:2]),
    ],
    "train-softmax": [
        (*_WATCHED, 3, 2, 0.3, 0.4, "mean", 16, 3),
        (*_WATCHED, 2, 2, 0.1, 0.2, "sum", 20, 4),
    ],
    "weight-templates": [
        (np.arange(18.0).reshape(6, 3) - 8.5, (2, 3)),
        (_SQUARE[0], (2, 2)),
    ],
    "hold-out": [(30, 8, 5), (24, 12, 5)],
}
