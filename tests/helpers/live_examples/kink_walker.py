"""An example of the kink walker."""

import numpy as np

from gradients_by_hand.live.kink_walker import KinkWalker


def bent(x):
    return np.sum(np.abs(x))


def slope(f, x, h):
    return np.array([(f(x + h) - f(x - h)) / (2 * h)])


def make(student):
    return KinkWalker(student(slope), bent)
