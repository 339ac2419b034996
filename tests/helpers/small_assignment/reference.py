"""The same quantities by definition, in loops."""

import numpy as np


def double(x):
    """Twice every entry of x, entry by entry."""
    result = np.empty(np.shape(x))
    for index in np.ndindex(*np.shape(x)):
        result[index] = x[index] + x[index]
    return result
