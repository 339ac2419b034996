"""Small sets of examples, made on the spot; nothing is downloaded."""

import numpy as np


def blobs(n=12, spread=0.45, seed=0):
    """Three round groups of n examples about the origin: X (3n, 2), y (3n,)."""
    rng = np.random.default_rng(seed)
    angle = np.pi * np.array([1 / 2, 7 / 6, 11 / 6])
    centres = np.column_stack([np.cos(angle), np.sin(angle)])
    y = rng.permutation(np.repeat(np.arange(3), n))
    return centres[y] + spread * rng.normal(size=(3 * n, 2)), y
