"""An example of the overflow meter."""

import numpy as np

from gradients_by_hand.live.overflow_meter import OverflowMeter


def make(student):
    powers, halves = student(np.exp), student(lambda s: s / 2)
    return OverflowMeter({"powers": powers, "halves": halves})
