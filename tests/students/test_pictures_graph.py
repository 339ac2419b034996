"""Pictures of graphs, drawn by an order and by gradients that stand for a student's."""

import numpy as np
import pytest

import gradients_by_hand.tinyflow as tf
from gradients_by_hand.pictures import graph
from gradients_by_hand.pictures.canvas import Sentence

X = tf.placeholder(name="x")
TWICE = X + X
Y = TWICE * X
RULES = {
    "add": lambda node, g: [g, g],
    "mul": lambda node, g: [g * node.inputs[1], g * node.inputs[0]],
    "exp": lambda node, g: [None],
}


def order(y):
    return [X, TWICE, Y]


def gradients(y, xs):
    """The slopes of (x + x) * x, as a student's gradients would give them."""
    known = {Y: tf.constant(1.0), TWICE: X * 1.0, X: 4.0 * X}
    return [known.get(x) for x in xs]


@pytest.fixture(autouse=True)
def _rules():
    with tf.rules_in_use(RULES):
        yield


def texts(picture):
    return [each.get_text() for each in picture.figure.axes[0].texts]


def test_values_and_gradients_stand_in_the_boxes():
    picture = graph.walk_back(gradients, order, Y, {X: 3.0})

    shown = texts(picture)
    assert {"x", "+", "×", "18", "12"} <= set(shown)
    assert "x 12" in picture.alt
    assert picture.png().startswith(b"\x89PNG")


def test_a_picture_shows_as_many_turns_as_it_is_asked_for():
    told = [
        graph.walk_back(gradients, order, Y, {X: 3.0}, turns).alt for turns in range(4)
    ]

    assert told[0].endswith("from the right: none.")
    assert told[1].endswith("× 1.")
    assert told[2].endswith("× 1, + 3.")
    assert told[3].endswith("× 1, + 3, x 12.")


def test_what_is_handed_on_stands_at_its_arrow():
    shown = texts(graph.walk_back(gradients, order, Y, {X: 3.0}))

    # From y: 3 to the sum and 6 to x; from the sum: 3 and 3 to x; the sum's own 3.
    assert shown.count("3") == 5
    assert shown.count("6") == 2


def test_an_order_that_cannot_be_drawn_is_told():
    shown = graph.walk_back(gradients, lambda y: [TWICE, X, Y], Y, {X: 3.0})

    assert isinstance(shown, Sentence)
    assert "stands before x" in repr(shown)


def test_unfinished_functions_get_a_sentence():
    def unfinished(*args):
        raise NotImplementedError

    assert "not written yet" in repr(graph.walk_back(unfinished, order, Y, {X: 3.0}))
    assert "not written yet" in repr(
        graph.walk_back(gradients, unfinished, Y, {X: 3.0})
    )
    assert "not written yet" in repr(graph.along(unfinished, [1.0], label="x"))


def test_tables_are_shown_by_their_shapes():
    picture = graph.walk_back(gradients, order, Y, {X: np.ones((2, 3))})

    assert "(2, 3)" in texts(picture)


def test_an_arrow_along_which_nothing_is_handed_on_says_none():
    y = tf.exp(X)

    picture = graph.walk_back(
        lambda y, xs: [tf.ones_like(x) if x is y else None for x in xs],
        lambda y: [X, y],
        y,
        {X: 0.0},
    )

    assert "none" in texts(picture)


def test_curves_have_crosses_where_there_is_no_number():
    def f(x):
        return {"whole": x, "broken": np.nan if x > 2 else -x}

    picture = graph.along(f, [0.0, 1.0, 2.0, 3.0], label="x")

    crosses = picture.figure.axes[0].lines[-1]
    assert crosses.get_marker() == "x"
    assert crosses.get_xdata().tolist() == [3.0]
    assert "broken has no number at 1 of 4 points" in picture.alt
