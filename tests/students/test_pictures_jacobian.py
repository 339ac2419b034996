"""Pictures of tables of slopes."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures import jacobian
from gradients_by_hand.pictures.canvas import Sentence

S = np.array([1.0, -0.5, 2.0])
BATCH = np.array([[1.0, -0.5], [0.3, 2.0], [0.0, 0.1]])
A = np.array([[1.0, 2.0, -3.0], [0.5, 0.0, -0.5], [1.0, 1.0, 1.0]])


def slopes(s):
    return A


def batch_slopes(S):
    return np.tile(np.array([[1.0, -1.0], [0.5, 2.0]]), (len(S), 1, 1))


DRAWINGS = {
    "heat_map": lambda f: jacobian.heat_map(f, S),
    "blocks": lambda f: jacobian.blocks(f, BATCH),
}
RIGHT = {"heat_map": slopes, "blocks": batch_slopes}


@pytest.fixture(params=DRAWINGS)
def name(request):
    return request.param


def test_a_picture_is_a_png_with_a_text_that_can_be_heard(name):
    shown = DRAWINGS[name](RIGHT[name])._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/html"].startswith('<img alt="')
    assert len(shown["text/plain"]) > 80


def test_an_unfinished_function_gets_a_sentence_instead(name):
    def unfinished(_):
        raise NotImplementedError

    assert "not written yet" in repr(DRAWINGS[name](unfinished))


@pytest.mark.parametrize(
    "answer", [None, "words", 3.0, np.zeros(3)], ids=["none", "words", "3", "vector"]
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(name, answer):
    assert isinstance(DRAWINGS[name](lambda _: answer), Sentence)


@pytest.mark.parametrize("value", [0.0, np.nan])
def test_a_table_of_nan_or_zeros_is_drawn(name, value):
    def constant(s):
        return np.full(np.shape(RIGHT[name](s)), value)

    assert DRAWINGS[name](constant)._repr_mimebundle_()


def test_the_sums_of_rows_and_columns_are_told():
    alt = jacobian.heat_map(slopes, S).alt

    assert "sums of the rows are 0, 0, 3, those of the columns 2.5, 3, -2.5" in alt


def test_a_sum_that_was_rounded_is_shown_as_zero():
    def almost(s):
        return np.array([[0.1, 0.2, -0.3], [0, 0, 0], [0, 0, 0]])

    assert "sums of the rows are 0, 0, 0" in jacobian.heat_map(almost, S).alt


def test_blocks_count_the_zeros_outside():
    picture = jacobian.blocks(batch_slopes, BATCH)

    assert "the other 24 entries are zero" in picture.alt
    assert len(picture.figure.axes[0].patches) == 3
