"""The pull of the gradient, with a loss that is no loss of the course."""

import numpy as np
import pytest

from gradients_by_hand.live.pull import Pull
from gradients_by_hand.pictures.canvas import Picture, Sentence


def loss(S, y):
    return float(np.sum((S - 1.0) ** 2) + S[0, y[0]])


def gradient(S, y):
    dS = 2 * (S - 1.0)
    dS[0, y[0]] += 1
    return dS


def shares(s):
    return np.full(len(s), 1 / len(s))


@pytest.fixture
def widget():
    return Pull(loss, gradient, shares, [0.5, 2.0, 1.0], truth=2)


def test_a_push_goes_against_the_students_gradient(widget):
    view = widget.view()

    assert np.allclose(view["pushes"], [1, -2, -1])
    assert view["left"] == pytest.approx(2)
    assert "class 1: probability 0.33, pushed by -2.00" in view["words"]


def test_claimed_and_measured_slopes_lie_along_the_true_score(widget):
    view = widget.view()

    assert np.allclose(view["claimed"], view["measured"][::4], atol=0.5)
    assert view["agrees"] is True


def test_a_gradient_of_the_wrong_sign_is_told():
    widget = Pull(loss, lambda S, y: -gradient(S, y), shares, [0.5, 2.0, 1.0])

    view = widget.view()

    assert view["agrees"] is False
    assert "is not the slope" in view["report"]


def test_another_true_class_turns_its_push(widget):
    before = widget.view()["pushes"]

    widget.truth = 0
    after = widget.view()["pushes"]

    assert np.allclose(after - before, [-1, 0, 1])


def test_an_unfinished_function_gives_a_sentence():
    def unfinished(S, y):
        raise NotImplementedError

    widget = Pull(unfinished, gradient, shares, [0.5, 2.0, 1.0])
    widget.refresh()

    assert "not written yet" in widget.problem
    assert isinstance(widget.still(), Sentence)


def test_a_gradient_of_another_shape_is_told_in_words():
    widget = Pull(loss, lambda S, y: np.zeros(3), shares, [0.5, 2.0, 1.0])

    widget.refresh()

    assert "dS has the shape (3,), and not (1, 3)" in widget.problem


def test_a_loss_that_is_no_number_is_shown_and_not_thrown():
    widget = Pull(lambda S, y: np.nan, gradient, shares, [0.5, 2.0, 1.0])

    widget.refresh()

    assert widget.problem == ""
    assert "the loss is nan" in widget.words


def test_the_still_picture_is_that_of_the_notebook(widget):
    assert isinstance(widget.still(), Picture)
