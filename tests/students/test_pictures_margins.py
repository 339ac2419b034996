"""Pictures of margins and corners, drawn by functions of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures.canvas import Sentence
from gradients_by_hand.pictures.margins import kink_microscope, margin_bars

S = np.array([[2.0, 1.5, 0.0], [0.5, 3.0, 1.0]])
Y = np.array([0, 2])
W, X = np.array([[0.5, -0.25]]), np.ones((1, 1))


def upper_half(S, y):
    """Stands for a student's margins: any table that is 0 in places will do."""
    return np.maximum(S - 1.0, 0.0)


def signs(M, y):
    """Stands for a student's coefficients."""
    return np.sign(M) - (np.arange(M.shape[1]) == y[:, None]) * 2.0


def bent(W, X, y):
    """A loss with a corner where the second weight is 0."""
    return float(np.abs(W[0, 1]) + W[0, 0]), np.array([[1.0, np.sign(W[0, 1])]])


def bars(margins=upper_half, coefficients=signs):
    return margin_bars(margins, coefficients, S, Y)


def microscope(f=bent, W=W):
    return kink_microscope(f, W, X, np.array([0]), (0, 1))


def unfinished(*args):
    raise NotImplementedError


@pytest.mark.parametrize("draw", [bars, microscope])
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = draw()._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/html"].startswith('<img alt="')
    assert len(shown["text/plain"]) > 80


@pytest.mark.parametrize("draw", [bars, microscope])
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(draw(unfinished))


def test_unfinished_coefficients_get_a_sentence_too():
    assert "not written yet" in repr(bars(coefficients=unfinished))


@pytest.mark.parametrize("draw", [bars, microscope])
@pytest.mark.parametrize(
    "answer",
    [None, (1.0, np.zeros((3, 2))), ("x", "y"), 3.0, np.zeros(2)],
    ids=["nothing", "another shape", "words", "one number", "another axis"],
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, answer):
    assert isinstance(draw(lambda *_: answer), Sentence)


@pytest.mark.parametrize("value", [0.0, -1.0, np.nan])
def test_zeros_negative_numbers_and_nan_are_drawn(value):
    table = np.full(S.shape, value)
    gradient = np.full(W.shape, value)

    drawn = bars(lambda S, y: table, lambda M, y: table)
    looked_at = microscope(lambda *_: (value, gradient))

    assert "image/png" in drawn._repr_mimebundle_()
    assert "image/png" in looked_at._repr_mimebundle_()


def test_bars_above_zero_are_lit_and_counted():
    panels = bars().figure.axes

    assert panels[0].get_title().startswith("example 0: 2 lit")
    assert panels[1].get_title().startswith("example 1: 1 lit")
    assert "lit classes 0 and 1" in repr(bars())


def test_arrows_point_against_the_coefficients_of_the_student():
    below = bars(coefficients=lambda M, y: np.full(M.shape, 2.0)).figure.axes[2]

    assert len(below.patches) == S.shape[1]
    assert [each.get_text() for each in below.texts] == ["-2"] * S.shape[1]


def test_a_numpy_matrix_is_drawn_like_the_table_that_it_is():
    assert repr(bars(lambda S, y: upper_half(S, y).view(np.matrix))) == repr(bars())


def test_the_picture_leaves_scores_and_weights_as_they_were():
    scores, weights = S.copy(), W.copy()

    bars()
    microscope()

    assert np.array_equal(scores, S)
    assert np.array_equal(weights, W)


@pytest.mark.parametrize(
    ("weight", "words"),
    [(-0.05, "they meet when h is"), (0.0, "they never meet"), (2.0, "for every h")],
    ids=["near the corner", "on the corner", "far from it"],
)
def test_the_words_say_from_which_step_on_the_slopes_agree(weight, words):
    assert words in repr(microscope(W=np.array([[0.5, weight]])))


def test_the_claimed_slope_is_that_of_the_student():
    wrong = microscope(lambda *batch: (bent(*batch)[0], np.array([[0.0, 7.0]])))

    assert "dW claims 7" in repr(wrong)
