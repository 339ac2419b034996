"""An example of the axis explorer."""

import numpy as np

from gradients_by_hand.live.axis_explorer import AxisExplorer

TABLE = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])


def make(student):
    sums = student(lambda A: A.sum(axis=1))
    turned = student(lambda A: A.T)
    refused = student(lambda A: A - A.sum(axis=1))
    return AxisExplorer({"sums": sums, "turned": turned, "refused": refused}, TABLE)
