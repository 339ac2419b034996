"""Margin bars, with margins that are not those of the course."""

import numpy as np
import pytest

from gradients_by_hand.live.margin_bars import MarginBars
from gradients_by_hand.pictures.canvas import Picture, Sentence

S = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0]])


def squares(S, y, delta=1.0):
    return delta * S**2


def twice_the_root(M, y):
    return 2 * np.sqrt(M)


@pytest.fixture
def widget():
    return MarginBars(squares, twice_the_root, S, [0, 2])


def test_margins_and_pushes_are_those_of_the_students_functions(widget):
    view = widget.view()

    assert np.allclose(view["margins"], [4, 1, 0])
    assert np.allclose(view["pushes"], [-4, -2, 0])
    assert "class 1: score 1.0, margin 1, pushed by -2" in view["words"]


def test_the_curve_varies_the_score_that_is_held(widget):
    widget.held = 1

    view = widget.view()

    assert np.allclose(view["heights"], 4 + view["line"] ** 2)


def test_another_example_begins_with_its_own_scores(widget):
    widget.example = 1

    assert widget.scores == [0, 3, 1]
    assert (widget.truth, widget.held) == (2, 2)


def test_the_distance_reaches_the_margins(widget):
    widget.delta = 3.0

    assert widget.view()["loss"] == pytest.approx(15)


def test_margins_of_another_shape_are_told_in_words():
    widget = MarginBars(lambda S, y, delta=1.0: S[0], twice_the_root, S, [0, 2])

    widget.refresh()

    assert "the table of margins has the shape (3,)" in widget.problem
    assert isinstance(widget.still(), Sentence)


def test_the_still_picture_shows_all_examples(widget):
    still = widget.still()

    assert isinstance(still, Picture)
    assert "example 1, true class 2" in still.alt
