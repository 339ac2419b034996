"""Pictures of borders in the plane, drawn by functions of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.datasets import blobs
from gradients_by_hand.pictures import boundary
from gradients_by_hand.pictures.canvas import Sentence

X, Y = blobs(n=5)
W, B = np.array([[0.0, -2.0, 2.0], [2.0, -1.0, -1.0]]), np.array([[0.1, 0.0, -0.2]])


def train(callback=None):
    """Stands for a student's run: W grows from 0, and the loss falls."""
    losses = [1.0 / (t + 1) for t in range(4)]
    for t, loss in enumerate(losses):
        if callback is not None:
            callback(t, W * t / 4, B * t / 4, loss)
    return {"W": W, "b": B, "history": np.array(losses), "accuracy": 0.5}


def predict(X, W, b):
    return (X @ W + b).argmax(axis=1)


def grid(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    return predict(np.array([[x, y] for y in ys for x in xs]), W, b).reshape(n, n)


def scores(points):
    return points @ W + B


def unfinished(*args):
    raise NotImplementedError


DRAWN = {
    "examples": lambda: boundary.examples(lambda: (X, Y)),
    "landscape": lambda: boundary.landscape(train, predict, grid, X, Y),
    "film": lambda: boundary.film(train, grid, X, Y, at=(0, 1, 3)),
    "rates": lambda: boundary.rates(lambda loss, lr: train(), (0.1, 1), ("one", "two")),
    "regions": lambda: boundary.regions(scores, X, Y, "a title"),
}
UNFINISHED = {
    "examples": lambda: boundary.examples(unfinished),
    "landscape": lambda: boundary.landscape(train, unfinished, grid, X, Y),
    "landscape without training": lambda: boundary.landscape(
        unfinished, predict, grid, X, Y
    ),
    "film": lambda: boundary.film(train, unfinished, X, Y, at=(0, 1)),
    "rates": lambda: boundary.rates(unfinished, (0.1, 1), ("one", "two")),
    "regions": lambda: boundary.regions(unfinished, X, Y),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = draw()._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/html"].startswith('<img alt="')
    assert len(shown["text/plain"]) > 80


@pytest.mark.parametrize("draw", UNFINISHED.values(), ids=UNFINISHED)
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(draw())


@pytest.mark.parametrize(
    "answer",
    [
        None,
        ("x", "y"),
        {"W": W},
        {"W": W.T, "b": B, "history": [1.0], "accuracy": 0.5},
        {"W": W, "b": B, "history": [], "accuracy": 0.5},
    ],
    ids=["nothing", "words", "no history", "W on its side", "an empty history"],
)
def test_a_run_that_cannot_be_drawn_gets_a_sentence_instead(answer):
    shown = boundary.landscape(lambda: answer, predict, grid, X, Y)

    assert isinstance(shown, Sentence)


@pytest.mark.parametrize(
    "answer",
    [None, np.zeros((3, 3), dtype=int), np.zeros(9), "grid"],
    ids=["nothing", "another size", "one row", "a word"],
)
def test_a_grid_that_cannot_be_drawn_gets_a_sentence_instead(answer):
    shown = boundary.landscape(train, predict, lambda *_: answer, X, Y)

    assert isinstance(shown, Sentence)


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf, 1e300])
def test_weights_of_any_size_are_drawn(value):
    def run():
        return {**train(), "W": np.full(W.shape, value), "b": np.full(B.shape, value)}

    assert boundary.landscape(run, predict, grid, X, Y)._repr_mimebundle_()


def test_a_grid_on_its_side_disagrees_with_the_predictions_in_words():
    right = boundary.landscape(train, predict, grid, X, Y).alt
    turned = boundary.landscape(train, predict, lambda *a: grid(*a).T, X, Y).alt

    number_right = np.sum(predict(X, W, B) == Y)
    assert f"{number_right} lie in the region of their own class" in right
    assert f"{number_right} points are predicted right" in turned
    assert f"{number_right} lie in the region of their own class" not in turned


def test_points_that_are_predicted_wrong_are_hollow():
    def all_zero(X, W, b):
        return np.zeros(len(X), dtype=int)

    plane = boundary.landscape(train, all_zero, grid, X, Y).figure.axes[0]
    hollow = [
        len(each.get_offsets())
        for each in plane.collections
        if each.get_facecolors().shape == (1, 4)
        and np.allclose(each.get_facecolors(), 1)
    ]

    assert sum(hollow) == np.sum(Y != 0)


def test_a_film_shows_the_steps_that_the_callback_told():
    figure = boundary.film(train, grid, X, Y, at=(0, 2, 99)).figure

    titles = [axes.get_title() for axes in figure.axes]
    assert titles[:2] == ["step 0", "step 2"]


def test_a_film_keeps_what_it_gets_so_that_one_array_shows_one_frame():
    def same_array(callback):
        now, b = np.zeros(W.shape), np.zeros(B.shape)
        for t in range(3):
            callback(t, now, b, 1.0)
            now += W

    figure = boundary.film(same_array, grid, X, Y, at=(0, 1, 2)).figure
    frames = [axes.images[0].get_array() for axes in figure.axes[:3]]

    assert np.array_equal(frames[0], frames[2])


def test_a_callback_that_is_never_called_is_told_in_words():
    shown = boundary.film(lambda callback: None, grid, X, Y)

    assert "the callback was not called" in repr(shown)


def test_the_same_lead_has_the_same_depth_in_every_frame():
    frames = boundary.film(train, grid, X, Y, at=(0, 3)).figure.axes
    first, last = (axes.images[0].get_array() for axes in frames[:2])

    assert first.min() > last.min()
