"""A loss that is linear in W, and two faults of it."""

import numpy as np

from gradients_by_hand.live.bug_lab import BugLab


def make(student):
    loss = student(_sum)

    def no_return(W, X, y, reg):
        """The line with `return` is missing."""
        loss(W, X, y, reg)

    def last_only(W, X, y, reg):
        return loss(W, X[-1:], y[-1:], reg)

    return BugLab(loss, {"no return": no_return, "last only": last_only})


def _sum(W, X, y, reg):
    columns = np.repeat(X.sum(axis=0)[:, None], W.shape[1], axis=1)
    return float(np.sum(X @ W) + reg * W.sum()), columns + reg
