"""Pictures of arrays, drawn by functions of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures import arrays
from gradients_by_hand.pictures.canvas import Sentence

A = np.array([[1.0, 3.0, 2.0], [0.0, -1.0, 4.0]])


def unfinished(*_):
    raise NotImplementedError


DRAWINGS = pytest.mark.parametrize(
    "draw",
    [
        lambda f: arrays.depends(f, A, (1,)),
        lambda f: arrays.boxes(lambda: {"A": A, "f(A)": f(A)}),
    ],
    ids=["depends", "boxes"],
)


@DRAWINGS
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = draw(lambda T: T.sum(axis=1))._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert len(shown["text/plain"]) > 80


@DRAWINGS
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(draw(unfinished))


@pytest.mark.parametrize(
    "answer",
    [None, "words", 3.0, np.zeros((2, 2, 2))],
    ids=["nothing", "words", "one number", "three axes"],
)
def test_a_result_without_that_entry_gets_a_sentence_instead(answer):
    assert isinstance(arrays.depends(lambda T: answer, A, (1,)), Sentence)


def test_a_sum_depends_on_what_it_sums():
    rows = arrays.depends(lambda T: T.sum(axis=1), A, (1,))
    columns = arrays.depends(lambda T: T.sum(axis=0), A, (1,))

    assert "depends on [1, 0], [1, 1], [1, 2] of" in rows.alt
    assert "depends on [0, 1], [1, 1] of" in columns.alt
    assert len(rows.figure.axes[0].patches) == 4


def test_what_is_constant_depends_on_nothing():
    assert "nothing" in arrays.depends(lambda T: np.zeros(3), A, (2,)).alt


def test_the_table_that_is_asked_about_is_left_alone():
    kept = A.copy()
    arrays.depends(lambda T: np.multiply(T, 2, out=T), A, (0, 0))

    assert np.array_equal(A, kept)


def test_views_and_second_names_share_a_box_and_copies_do_not():
    b = np.arange(4.0)
    picture = arrays.boxes(lambda: {"a": b, "b": b, "c": b.copy(), "d": b[1:]})

    assert "2 boxes" in picture.alt
    assert "a and b and d; c" in picture.alt


def test_a_function_that_returns_nothing_is_no_array_and_is_said():
    shown = arrays.boxes(lambda: {"A": A, "f(A)": None})

    assert isinstance(shown, Sentence)
