"""Shared by the files of this folder: sections of the notebook, and correct helpers."""

import numpy as np

CARD = "The card: what the letters mean"
MATRIX = "Derive: a number by a matrix"


def measured(f, x, h=1e-5):
    """The slopes of f at x, from two points each."""
    here = x.astype(float)
    slopes = np.zeros(here.shape)
    for where in np.ndindex(here.shape):
        kept = here[where]
        here[where] = kept + h
        above = f(here)
        here[where] = kept - h
        slopes[where] = (above - f(here)) / (2 * h)
        here[where] = kept
    return slopes
