"""Shared by the files of this folder: sections of the notebook, and correct helpers."""

POINTS = "Derive: two points and a slope"
ENTRIES = "Write it: one slope for each entry"
COMPARE = "Compare: the relative error"


def moved(x, entry, step):
    """A copy of x with one entry moved."""
    other = x.copy()
    other[entry] += step
    return other


def both_sides(h):
    """slope(at) for the helpers that take one: the central difference with step h."""
    return lambda at: (at(h) - at(-h)) / (2 * h)
