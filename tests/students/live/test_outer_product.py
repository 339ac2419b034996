"""The outer-product builder, with a loss whose gradient is easy to see."""

import numpy as np
import pytest

from gradients_by_hand.live.outer_product import OuterProduct
from gradients_by_hand.pictures.canvas import Picture, Sentence

X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
W = np.ones((2, 3))


def mean_of_true_scores(W, X, y):
    """The mean of the scores of the true classes, and its gradient."""
    Y = np.eye(W.shape[1])[y]
    return np.sum((X @ W) * Y) / len(y), X.T @ Y / len(y)


@pytest.fixture
def widget():
    return OuterProduct(mean_of_true_scores, W, X, [0, 1, 2])


def test_nothing_is_in_the_sum_at_first(widget):
    view = widget.view()

    assert not view["total"].any()
    assert view["words"].startswith("0 of 3 examples are in the sum.")


def test_each_turn_drops_one_examples_own_gradient(widget):
    totals = []
    for turn in range(4):
        widget.turn = turn
        totals.append(widget.view()["total"])

    assert np.allclose(np.diff(totals, axis=0), widget.view()["alone"])


def test_the_sum_is_that_of_the_batch_only_after_a_division(widget):
    widget.turn = 3
    assert widget.view()["same"] is False

    widget.divisor = 3.0

    assert widget.view()["same"] is True
    assert "divided by 3 is your dW of the batch" in widget.view()["words"]


def test_another_label_moves_an_examples_gradient_to_another_column(widget):
    widget.labels = [2, 1, 2]

    alone = widget.view()["alone"][0]

    assert np.allclose(alone[:, 2], X[0])
    assert not alone[:, 0].any()


def test_a_larger_W_reaches_the_function(widget):
    seen = []

    def watched(W, X, y):
        seen.append(W.max())
        return mean_of_true_scores(W, X, y)

    widget = OuterProduct(watched, W, X, [0, 1, 2])
    widget.scale = 5.0
    widget.view()

    assert seen[-1] == 5


def test_a_dW_of_another_shape_is_told_in_words():
    widget = OuterProduct(lambda W, X, y: (0.0, W.T), W, X, [0, 1, 2])

    widget.refresh()

    assert widget.problem.endswith("dW has the shape (3, 2), and not (2, 3).")
    assert isinstance(widget.still(), Sentence)


def test_the_still_picture_is_the_building_up(widget):
    assert isinstance(widget.still(), Picture)
