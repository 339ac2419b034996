"""Three examples, and the mean of the scores of their classes as a loss."""

import numpy as np

from gradients_by_hand.live.outer_product import OuterProduct


def make(student):
    X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    return OuterProduct(student(_mean_of_true_scores), np.ones((2, 3)), X, [0, 1, 2])


def _mean_of_true_scores(W, X, y):
    Y = np.eye(W.shape[1])[y]
    return float(np.sum((X @ W) * Y) / len(y)), X.T @ Y / len(y)
