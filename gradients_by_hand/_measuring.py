"""Measures slopes: what gradients.py offers to notebooks, and pictures need as well."""

import numpy as np


def numerical_gradient(loss, x, *, entries=None, h=1e-3):
    """The slopes of loss at x, measured: an array of x's shape.

    loss takes an array of x's shape and returns a number; x is left as it is.
    entries: which entries to measure, as index tuples; the others become nan.
    Costs five calls of loss for each entry.
    """
    x = np.array(x, dtype=float)
    entries = list(np.ndindex(x.shape)) if entries is None else list(entries)
    return filled(x.shape, entries, slopes(loss, x, entries, h))


def slopes(loss, x, entries, h, side=0):
    """The slope of loss at x in each of entries; side -1 and 1 look one way only."""
    # Takes 0.1 s to import, and not every notebook measures.
    from scipy.differentiate import derivative

    def nudged(step, which):
        moved = x.copy()
        moved[entries[int(which)]] += step
        return float(loss(moved))

    with np.errstate(all="ignore"):
        found = derivative(
            np.vectorize(nudged, otypes=[float]),
            np.zeros(len(entries)),
            args=(np.arange(len(entries), dtype=float),),
            initial_step=h,
            step_direction=side,
            order=4,
            maxiter=1,
        )
    return np.asarray(found.df)


def filled(shape, entries, values, fill=np.nan):
    result = np.full(shape, fill)
    for entry, value in zip(entries, values):
        result[entry] = value
    return result
