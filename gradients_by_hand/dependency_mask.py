"""The dependency mask: which numbers move an entry of f(...), found by nudging."""

import numpy as np

_NUDGES = 0.5, -0.5


def dependency_mask(f, given, entry, *, tolerance=1e-9):
    """{name: booleans of the shape of given[name]}: true where a nudge moves the entry.

    given: {name: array}, the arguments of f in their order; f gets copies of them.
    entry: the index tuple of one entry of f(*given).  tolerance: relative; raise it
    where f measures something and is noisy.
    """
    given = {name: np.array(each, dtype=float) for name, each in given.items()}

    def value(moved):
        answer = f(*(each.copy() for each in moved.values()))
        return np.asarray(answer, dtype=float)[tuple(entry)]

    here = value(given)
    near = tolerance * max(abs(here), 1e-3) if np.isfinite(here) else 0.0
    moves = {name: np.zeros(each.shape, dtype=bool) for name, each in given.items()}
    for name, array in given.items():
        for place in np.ndindex(array.shape):
            for nudge in _NUDGES:
                moved = array.copy()
                moved[place] += nudge
                there = value({**given, name: moved})
                moves[name][place] |= not _close(there, here, near)
    return moves


def _close(one, other, near):
    return abs(one - other) <= near or (np.isnan(one) and np.isnan(other))


def listed(name, places):
    """The true places of a mask as a person writes them: `W[0, 1], W[2, 1]`."""
    return ", ".join(f"{name}{list(map(int, each))}" for each in np.argwhere(places))
