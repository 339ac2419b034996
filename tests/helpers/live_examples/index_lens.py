"""An example of the index lens."""

import numpy as np

from gradients_by_hand.live.index_lens import IndexLens

X, W = np.arange(1.0, 7.0).reshape(2, 3), np.arange(1.0, 7.0).reshape(3, 2)


def make(student):
    scores = student(lambda X, W: X @ W)
    return IndexLens({"F": scores}, {"X": X, "W": W}, (1, 0), along="W", nudged=(2, 0))
