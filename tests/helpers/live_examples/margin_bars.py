"""Squares of scores for margins, and their roots for coefficients."""

import numpy as np

from gradients_by_hand.live.margin_bars import MarginBars


def make(student):
    S = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0]])
    return MarginBars(
        student(lambda S, y, delta=1.0: delta * S**2),
        student(lambda M, y: np.sqrt(M)),
        S,
        np.array([0, 2]),
    )
