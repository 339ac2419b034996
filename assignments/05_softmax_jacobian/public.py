"""The public inputs on which hints are recognised: vectors, square and other batches.

Numbers have two decimals, so that they are the same in a file as in memory.  A square
batch comes first (a sum that lost an axis gives a value there); then come others, rows
at very different heights.
"""

import numpy as np


def _table(seed, *shape):
    return (1.5 * np.random.default_rng(seed).normal(size=shape) + 0.5).round(2)


_VECTOR, _SHORT = _table(1, 4), _table(2, 2)
_WHOLE, _HIGH = np.array([1, 0, 2]), np.array([1000.0, 999.0, 1000.5])
_SQUARE, _WIDE, _ONE = _table(3, 3, 3), _table(4, 4, 3), _table(5, 1, 3)
_CLOSE = np.array([[2.01, 2.03, 2.06], [2.05, 2.02, 2.0]])
_TALL = np.array([[1000.0, 999.0, 1000.5], [0.5, -0.5, 1.0]])


def _with_upstream(S, seed):
    return S, np.random.default_rng(seed).normal(size=S.shape).round(2)


_VECTORS = [(_VECTOR,), (_SHORT,), (_WHOLE,), (_HIGH,)]

FIXTURES = {
    "softmax-jacobian-naive": _VECTORS,
    "softmax-jacobian-vectorized": _VECTORS,
    "softmax-jacobian-batch": [(_SQUARE,), (_WIDE,), (_ONE,), (_TALL,)],
    "softmax-vjp": [
        _with_upstream(_SQUARE, 6),
        _with_upstream(_WIDE, 7),
        _with_upstream(_ONE, 8),
        _with_upstream(_TALL, 9),
    ],
    "revealing-upstream": [(_SQUARE,), (_WIDE,), (_CLOSE,)],
}
