"""The index lens and the arrows on a map, drawn by functions of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures import index_lens
from gradients_by_hand.pictures.canvas import Sentence

U, V = np.array([1.0, -2.0]), np.array([0.5, 3.0, -1.0])
M = np.array([[1.0, 2.0, 0.0], [0.5, -1.0, 4.0]])


def height(x):
    return x[0] ** 3 + x[1]


def unfinished(*args):
    raise NotImplementedError


def lens(function, given=None, entry=(1, 2)):
    return index_lens.lens(function, given or {"u": U, "v": V}, entry)


def arrows(function):
    return index_lens.arrows(height, function)


def a_table(u, v):
    """Stands for a student's function: entry [i, j] depends on u[i] and v[j]."""
    return np.cos(u)[:, None] + v**2


def slopes(x):
    return np.array([3 * x[0] ** 2, 1.0])


@pytest.mark.parametrize(
    ("draw", "function"), [(lens, a_table), (arrows, slopes)], ids=["lens", "arrows"]
)
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw, function):
    shown = draw(function)._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert len(shown["text/plain"]) > 80


@pytest.mark.parametrize("draw", [lens, arrows], ids=["lens", "arrows"])
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(draw(unfinished))


@pytest.mark.parametrize("draw", [lens, arrows], ids=["lens", "arrows"])
@pytest.mark.parametrize(
    "answer", [None, "word", 3.0, np.zeros((2, 2, 2))], ids=lambda answer: str(answer)
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, answer):
    assert isinstance(draw(lambda *_: answer), Sentence)


def test_an_entry_that_does_not_exist_gets_a_sentence_instead():
    assert isinstance(lens(a_table, entry=(5, 5)), Sentence)


def test_the_numbers_that_an_entry_feels_light_up_and_are_named():
    picture = lens(a_table)

    assert picture.alt.endswith("Lit are: u[1], v[2].")
    assert len([each for each in picture.figure.axes[0].patches if not each.fill]) == 3


def test_nothing_lights_up_for_a_constant():
    assert lens(lambda u, v: np.ones((2, 3))).alt.endswith("Lit are: none.")


def test_a_table_among_the_given_numbers_is_felt_entry_by_entry():
    picture = lens(lambda m, v: m @ v, {"m": M, "v": V}, (0,))

    assert "it depends on 5 of 9 numbers" in picture.alt


def test_what_was_given_stays_as_it_was():
    def greedy(u, v):
        u[:] = 7.0
        return a_table(u, v)

    kept = U.copy()
    lens(greedy)

    assert np.array_equal(U, kept)


def test_a_vector_that_fits_the_columns_stands_above_them():
    texts = {each.get_text(): each for each in lens(a_table).figure.axes[0].texts}

    above, below = texts["v"].get_position(), texts["your gradient"].get_position()
    assert above[0] == below[0]
    assert above[1] < below[1]


def test_arrows_that_are_slopes_are_called_so():
    assert "Every arrow is the slope" in arrows(slopes).alt


def test_arrows_that_are_no_slopes_are_counted():
    assert "25 of 25 arrows are not" in arrows(lambda x: slopes(x) + 1).alt


@pytest.mark.parametrize("value", [0.0, np.nan], ids=["zeros", "nan"])
def test_arrows_without_a_direction_are_drawn_as_points(value):
    shown = arrows(lambda x: np.full(2, value))._repr_mimebundle_()

    assert shown["image/png"]


def test_a_flat_map_is_drawn():
    picture = index_lens.arrows(lambda x: 0.0, lambda x: np.zeros(2))

    assert "Every arrow is the slope" in picture.alt
