"""The public inputs on which hints are recognised; numbers with two decimals.

The functions are those of the notebook's locked cells.  Steps of a half make every
rounding disappear; one table is square, so that a turned Jacobian has a right shape.
There are no integers: whoever forgets them often has another mistake as well, and that
one is worth the question.
"""

import numpy as np


def waves(x):
    return np.sum(np.sin(x))


def cubes(x):
    return np.sum(x**3)


def neighbours(x):
    flat = x.ravel()
    return np.sum(flat[1:] * flat[:-1] ** 2)


def products(x):
    return np.sum(np.prod(x, axis=1))


def polar(v):
    return np.array([v[0] * np.cos(v[1]), v[0] * np.sin(v[1])])


def fan(v):
    return np.append(v**2, np.sum(v))


def extremes(v):
    return np.array([v[0] * v[-1], np.sum(v**3)])


TRAY = np.zeros(2)


def on_a_tray(v):
    TRAY[:] = np.sum(v), np.sum(v**2)
    return TRAY


def cosines(x):
    return np.cos(x)


def one_entry_off(x):
    claimed = np.cos(x)
    claimed.flat[-2] *= 1.1
    return claimed


def one_entry_small(x):
    claimed = np.cos(x)
    claimed.flat[1] *= 0.5
    return claimed


def flat_cosines(x):
    return np.cos(x).ravel()


def reported(check, f, grad, x, places=None):
    entries = None if places is None else [tuple(map(int, row)) for row in places]
    return check(f, grad, x, entries)


_ROW = np.array([0.75, -1.5, 2.25, 0.5])
_TABLE = np.array([[0.35, -0.82], [0.61, 0.27], [-0.44, 0.93]])
_SQUARE = np.array([[0.5, -1.25], [2.0, 0.75]])

FIXTURES = {
    "numerical-gradient": [
        (neighbours, _ROW, 0.5),
        (cubes, _SQUARE, 0.5),
        (products, _TABLE),
        (waves, _TABLE),
    ],
    "numerical-jacobian": [
        (polar, np.array([1.5, 0.5]), 0.5),
        (fan, np.array([0.75, -1.5, 2.25])),
        (extremes, _ROW, 0.5),
        (on_a_tray, np.array([0.5, 1.5, -0.75])),
    ],
    "relative-error": [
        (np.array([1.0, 3.0, -2.0]), np.array([1.0, 5.0, -2.5])),
        (np.array([[0.5, -1.5], [2.0, 0.25]]), np.array([[0.5, -1.0], [2.5, 0.25]])),
        (np.array([1.0, -1.0]), np.array([-1.0, 1.0])),
        (np.zeros(3), np.zeros(3)),
        (np.array([3e-9, 1.0]), np.array([5e-9, 1.0])),
        (0.1, 0.3, 1.0),
        (np.ones((3, 1)), np.array([1.0, 2.0, 4.0])),
    ],
    "gradient-check": [
        (waves, one_entry_off, _TABLE),
        (waves, one_entry_small, _TABLE),
        (waves, one_entry_off, _TABLE, np.array([[0, 0], [2, 0], [1, 1]])),
        (waves, flat_cosines, _TABLE),
    ],
    "blind-spot": [(np.array([[1.5, -0.5], [-2.0, 100.0]]),)],
}

THROUGH = {"gradient-check": reported}
