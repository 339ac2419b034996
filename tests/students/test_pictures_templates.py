"""Pictures of a classifier of images, drawn by functions of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures import templates as pictures
from gradients_by_hand.pictures.canvas import Sentence

rng = np.random.default_rng(0)
W = rng.normal(size=(12, 7))
SHAPE = (3, 4)
IMAGE = np.arange(12.0)


def turned(W, shape):
    """Stands for a student's function: any images will do."""
    return np.zeros((W.shape[1], *shape)) + W[0, 0]


def run(rate=1.0, batch=10):
    """Stands for a training: any curve and any step will do."""
    return rate / (1 + np.arange(batch)), rate * W


def some_scores(x):
    return x @ W


def unfinished(*args, **settings):
    raise NotImplementedError


def draw_templates(f):
    return pictures.templates(f, W, SHAPE)


def draw_two_runs(f):
    return pictures.two_runs(f, {"rate": 1.0}, {"rate": 0.25, "batch": 20})


def draw_one_image(f):
    return pictures.one_image(f, IMAGE, SHAPE, 2)


DRAWINGS = pytest.mark.parametrize(
    ("draw", "function"),
    [
        pytest.param(draw_templates, turned, id="templates"),
        pytest.param(draw_two_runs, run, id="two_runs"),
        pytest.param(draw_one_image, some_scores, id="one_image"),
    ],
)


@DRAWINGS
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw, function):
    shown = draw(function)._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert len(shown["text/plain"]) > 80


@DRAWINGS
def test_an_unfinished_function_gets_a_sentence_instead(draw, function):
    assert "not written yet" in repr(draw(unfinished))


@DRAWINGS
@pytest.mark.parametrize(
    "answer",
    [None, "words", 3.0, (1.0,), np.zeros((2, 2, 2)), ([], W)],
    ids=["nothing", "words", "one number", "a tuple", "another shape", "no losses"],
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, function, answer):
    assert isinstance(draw(lambda *args, **settings: answer), Sentence)


def test_all_templates_share_one_scale_with_white_in_the_middle():
    picture = draw_templates(lambda W, shape: W.T.reshape(-1, *shape) * 3 + 1)

    scales = {image.get_clim() for axes in picture.figure.axes for image in axes.images}
    (scale,) = scales - {(0.0, 1.0)}
    assert scale[0] == -scale[1]
    assert scale[1] == np.abs(3 * W + 1).max()


def test_a_scale_can_be_fixed_so_that_pictures_can_be_compared():
    pale, strong = (
        pictures.templates(lambda V, shape: V.T.reshape(-1, *shape), k * W, SHAPE, 5.0)
        for k in (0.1, 1.0)
    )

    assert pale.figure.axes[0].images[0].get_clim() == (-5.0, 5.0)
    assert strong.figure.axes[0].images[0].get_clim() == (-5.0, 5.0)


def test_the_ratio_of_the_first_steps_is_said():
    assert "0.25 times as long" in draw_two_runs(run).alt


def test_first_steps_that_cannot_be_compared_are_told():
    shown = draw_two_runs(lambda rate, batch=10: ([1.0], np.ones(batch)))

    assert "10 and 20 entries" in repr(shown)


def test_a_run_that_never_moved_is_drawn():
    still = draw_two_runs(lambda **_: ([1.0, 1.0], np.zeros(4)))

    assert still._repr_mimebundle_()


def test_whether_an_image_is_read_rightly_is_said():
    winner = int((IMAGE @ W).argmax())
    right = pictures.one_image(some_scores, IMAGE, SHAPE, winner)
    wrong = pictures.one_image(some_scores, IMAGE, SHAPE, (winner + 1) % 7)

    assert "rightly read" in right.alt
    assert "wrongly read" in wrong.alt
