"""The public inputs on which hints are recognised: square, rectangular, tall, long.

Numbers have two decimals, so that they are the same in a file as in memory.  A square
table comes first (a sum that lost an axis gives a value there); then come one vector,
rows at very different heights, and gaps at which exponentials underflow.
"""

import numpy as np


def _table(seed, *shape):
    return (2 * np.random.default_rng(seed).normal(size=shape) + 0.5).round(2)


_SQUARE, _WIDE, _VECTOR = _table(1, 3, 3), _table(2, 4, 3), _table(3, 4)
_WHOLE = np.array([[2, 0, 1], [1, 3, -1]])
_HIGH = np.array([[1000.0, 999.0, 998.5], [0.5, -0.5, 1.0]])
_LOW = np.array([[-1200.0, -1201.0], [-3000.0, -3000.5]])
_GAP = np.array([[3000.0, 0.0, 1.0]])
_LEAD = np.array([[900.0, 0.5, 1.0, 0.0]])
_LAG = np.array([[0.0, -800.0], [1500.0, 1.0]])

FIXTURES = {
    "softmax-naive": [(_VECTOR,), (_SQUARE[0],), (np.array([3, 1, 2]),)],
    "softmax": [
        (_SQUARE,), (_WIDE,), (_VECTOR,), (_WHOLE,), (_HIGH,), (_LOW,), (_GAP,),
        (_LEAD,),
    ],
    "logsumexp": [
        (_SQUARE,), (_WIDE,), (_VECTOR,), (_WIDE, 0), (_WIDE, 1, True), (_HIGH,),
        (_LOW,), (_HIGH, 0), (_GAP,), (_LEAD,),
    ],
    "log-softmax": [(_SQUARE,), (_WIDE,), (_VECTOR,), (_HIGH,), (_LOW,), (_LAG,)],
    "most-likely": [(_SQUARE,), (_WIDE,), (_HIGH,)],
}  # fmt: skip
