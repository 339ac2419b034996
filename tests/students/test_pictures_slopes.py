"""Pictures of measured slopes, drawn by functions of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures import slopes
from gradients_by_hand.pictures.canvas import Sentence

CLAIMED = np.array([[1.0, -2.0, 0.5], [0.3, 0.8, -1.0]])
MEASURED = CLAIMED * np.array([[1, 1, 1], [1, 1.5, 1]])


def measure(f, x, h):
    """Stands for a student's function: any slopes of x's shape will do."""
    return np.array([f(x + h) - f(x)]) / h


def unfinished(*_):
    raise NotImplementedError


def squares(x):
    return np.sum(x * x)


def curve_of(f):
    return slopes.u_curve({"yours": lambda h: f(squares, np.ones(1), h)[0]}, 2.0)


DRAWINGS = pytest.mark.parametrize(
    "draw",
    [
        curve_of,
        lambda f: slopes.kink_walk(f, squares, 0.05, 0.1),
        lambda f: slopes.entry_by_entry(
            lambda a, n: abs(a - n) + 0 * f(squares, np.ones(1), 0.1)[0],
            CLAIMED,
            MEASURED,
        ),
    ],
    ids=["u_curve", "kink_walk", "entry_by_entry"],
)


@DRAWINGS
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = draw(measure)._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert len(shown["text/plain"]) > 80


@DRAWINGS
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(draw(unfinished))


@DRAWINGS
@pytest.mark.parametrize("answer", [None, "words", []], ids=["nothing", "words", "[]"])
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, answer):
    assert isinstance(draw(lambda *_: answer), Sentence)


@DRAWINGS
def test_a_function_that_gives_zeros_is_drawn(draw):
    assert draw(lambda *_: np.zeros(1))._repr_mimebundle_()


def test_the_words_name_the_best_step():
    picture = curve_of(lambda f, x, h: [2.0 + abs(h - 1e-5)])

    assert "at h = 1e-05" in picture.alt


def test_a_walk_tells_the_slope_that_was_measured():
    picture = slopes.kink_walk(lambda f, x, h: [x[0] * 8], squares, 0.5, 0.1)

    assert "its slope is 4" in picture.alt


def test_entries_that_are_wrong_get_a_frame_and_are_named():
    picture = slopes.entry_by_entry(lambda a, n: abs(a - n), CLAIMED, MEASURED)

    assert len(picture.figure.axes[0].patches) == 1
    assert "[1, 1]" in picture.alt


def test_an_error_that_is_no_number_is_framed_as_well():
    picture = slopes.entry_by_entry(lambda a, n: np.nan, CLAIMED, CLAIMED)

    assert len(picture.figure.axes[0].patches) == CLAIMED.size


def test_tables_of_different_shapes_get_a_sentence():
    shown = slopes.entry_by_entry(lambda a, n: 0.0, CLAIMED, MEASURED.T)

    assert "shapes (2, 3) and (3, 2)" in repr(shown)
