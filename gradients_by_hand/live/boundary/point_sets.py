"""Points in the plane for a live classifier: f(noise, seed) -> X (N, 2), y (N,).

At noise 0 the classes are farthest apart.  The spiral comes from a file of numbers,
because notebook 09 asks the student to write the function that makes it.
"""

from functools import cache
from pathlib import Path

import numpy as np

_SPIRAL = Path(__file__).parents[2] / "data" / "spiral.npz"
_EACH = 60


def spiral(noise, seed):
    """Three arms that wind around each other."""
    X, y = _arms()
    return X + 0.3 * noise * _normal(seed, len(X)), y


def blobs(noise, seed):
    """Three round groups about the middle."""
    y = np.repeat(np.arange(3), _EACH)
    angle = np.pi * np.array([1 / 2, 7 / 6, 11 / 6])
    centres = 0.62 * np.column_stack([np.cos(angle), np.sin(angle)])
    return centres[y] + (0.08 + 0.6 * noise) * _normal(seed, len(y)), y


def xor(noise, seed):
    """Four groups in the corners; the same class lies across the middle."""
    corner = np.repeat(np.arange(4), 45)
    centres = 0.55 * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    return centres[corner] + (0.06 + 0.6 * noise) * _normal(
        seed, len(corner)
    ), corner % 2


def moons(noise, seed):
    """Two half circles that reach into each other."""
    along = np.tile(np.linspace(0, np.pi, 90), 2)
    y = np.repeat([0, 1], 90)
    side = 1 - 2 * y
    X = np.column_stack([np.cos(along) - 0.5 * side, np.sin(along) - 0.25])
    X = 0.6 * X * np.column_stack([np.ones(180), side])
    return X + 0.35 * noise * _normal(seed, len(X)), y


BUILT_IN = {"spiral": spiral, "blobs": blobs, "xor": xor, "moons": moons}


@cache
def _arms():
    with np.load(_SPIRAL, allow_pickle=False) as found:
        return found["X"], found["y"].astype(np.int64)


def _normal(seed, n):
    return np.random.default_rng(seed).normal(size=(n, 2))
