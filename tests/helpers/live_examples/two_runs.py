"""Runs whose losses fall with the learning rate."""

import numpy as np

from gradients_by_hand.live.two_runs import TwoRuns


def make(student):
    settings = {"reduction": "mean", "lr": 0.5}, {"reduction": "sum", "lr": 0.1}
    return TwoRuns(student(_run), *settings)


def _run(reduction, lr, batch=100, steps=60):
    size = lr * (batch if reduction == "sum" else 1)
    return 1 / (1 + size * np.arange(steps)), size * np.array([[1.0, -2.0]])
