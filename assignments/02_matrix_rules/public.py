"""The public inputs on which hints are recognised: small, and every size differs.

Numbers have two decimals, so that they are the same in a file as in memory.  Square
sizes come first (a product in the wrong order gives a value there); one example has
scores of thousands, and two have scores that lie far apart.
"""

import numpy as np


def _drawn(seed, *shapes):
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=each).round(2) for each in shapes)


# No feature is 1: whoever forgets the feature shall be wrong on each of them.
_FAR, _FURTHER = np.array([[2000.0, -400.0]]), np.array([[2000.0, -4000.0]])
_HIGH = np.array([[8000.0, 8000.0, 8000.0], [-0.25, 0.13, -0.5]])

FIXTURES = {
    "grad-quadratic": [
        _drawn(1, (4, 4), (4,)),
        _drawn(2, (3, 3), (3,)),
        (np.array([[2.0, 1.0], [1.0, -3.0]]), np.array([1.0, 2.0])),
    ],
    "grad-bilinear": [
        _drawn(3, (4,), (4,)),
        _drawn(4, (5,), (3,)),
        _drawn(5, (2,), (3,)),
    ],
    "grad-logsumexp-linear": [
        _drawn(6, (4,), (4, 4)),
        _drawn(7, (5,), (5, 3)),
        (np.array([0.5, -2.0]), _HIGH),
        (np.array([0.5]), _FAR),
        (np.array([0.5]), _FURTHER),
    ],
    "grad-squared-scores": [_drawn(8, (4,), (4, 4)), _drawn(9, (5,), (5, 3))],
}
