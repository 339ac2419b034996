"""The pattern of a Jacobian and its growth, drawn by a function of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures import blow_up
from gradients_by_hand.pictures.canvas import Sentence

X = np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]])


def a_jacobian(X, C):
    """Stands for a student's function: a table of the right shape, half of it zeros."""
    J = np.zeros((len(X) * C, X.shape[1] * C))
    J[:, ::2] = 7.0
    return J


def unfinished(X, C):
    raise NotImplementedError


def pattern(function, lit=(1, 2)):
    return blow_up.pattern(function, X, 2, lit)


def growth(function):
    return blow_up.growth(function, [(2, 3, 2), (4, 3, 2)])


DRAWINGS = pytest.mark.parametrize("draw", [pattern, growth], ids=["pattern", "growth"])


@DRAWINGS
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = draw(a_jacobian)._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert len(shown["text/plain"]) > 80


@DRAWINGS
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(draw(unfinished))


@DRAWINGS
@pytest.mark.parametrize(
    "answer",
    [None, "word", 3.0, np.zeros((2, 2, 2, 2)), np.zeros((0, 3))],
    ids=["nothing", "word", "number", "four indices", "empty"],
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, answer):
    assert isinstance(draw(lambda *_: answer), Sentence)


@DRAWINGS
@pytest.mark.parametrize("value", [0.0, np.nan], ids=["zeros", "nan"])
def test_a_jacobian_of_zeros_or_nan_is_drawn(draw, value):
    shown = draw(lambda X, C: np.full((4, 6), value))._repr_mimebundle_()

    assert shown["image/png"]


def test_a_pattern_counts_what_is_stored():
    assert (
        "4 x 6 = 24 numbers are stored, 12 of them are zeros (50%)"
        in pattern(a_jacobian).alt
    )


def test_the_lit_block_and_its_entry_of_X_are_framed_and_told():
    picture = pattern(a_jacobian)

    assert len(picture.figure.axes[0].patches) == 2
    assert "Block (1, 2) holds the rows (7.00, 0.00), (7.00, 0.00)" in picture.alt
    assert "X[1, 2], which is -1.00" in picture.alt


def test_nothing_is_framed_when_no_block_is_chosen():
    assert len(pattern(a_jacobian, None).figure.axes[0].patches) == 0


def test_blocks_may_have_another_shape():
    picture = blow_up.pattern(a_jacobian, X, 2, (1, 1), block=X.shape)

    assert "blocks of 2 x 3" in picture.alt
    assert len(picture.figure.axes[0].patches) == 1


def test_a_block_that_does_not_exist_gets_a_sentence():
    assert "no block (5, 5)" in repr(pattern(a_jacobian, (5, 5)))


def test_a_table_that_nobody_could_read_gets_a_sentence():
    shown = blow_up.pattern(a_jacobian, np.ones((20, 20)), 3)

    assert "too many" in repr(shown)


def test_growth_tells_every_size():
    alt = growth(a_jacobian).alt

    assert "for N=2, D=3, C=2 it has 24 numbers, 12 of them zeros" in alt
    assert "for N=4, D=3, C=2 it has 48 numbers" in alt
    assert "where the gradient has 6" in alt


def test_the_examples_stay_as_they_were():
    def greedy(X, C):
        X[:] = 0
        return a_jacobian(X, C)

    kept = X.copy()
    pattern(greedy)

    assert np.array_equal(X, kept)
