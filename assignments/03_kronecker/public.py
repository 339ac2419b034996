"""The public inputs on which hints are recognised: small, and square sizes come first.

Numbers have two decimals, so that they are the same in a file as in memory.  What is
turned or in the wrong order gives a table on square sizes, and another shape on others.
"""

import numpy as np


def _drawn(seed, *shapes):
    rng = np.random.default_rng(seed)
    return tuple(rng.uniform(0.2, 2, size=each).round(2) for each in shapes)


_BATCHES = [(*_drawn(1, (3, 3)), 3), (*_drawn(2, (4, 3)), 2), (*_drawn(3, (1, 2)), 3)]
_BACK = [
    (*_drawn(4, (9, 9), (3, 3)), 3, 3),
    (*_drawn(5, (8, 6), (4, 2)), 3, 2),
]

FIXTURES = {
    "jacobian-scores-loops": _BATCHES,
    "jacobian-scores": _BATCHES,
    "contract": _BACK,
    "jacobian-blocks": _BATCHES,
}
