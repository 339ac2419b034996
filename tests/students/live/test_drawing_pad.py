"""The drawing pad, with scores that count ink."""

import numpy as np
import pytest

from gradients_by_hand.live.drawing_pad import DrawingPad
from gradients_by_hand.pictures.canvas import Picture, Sentence

IMAGES = np.zeros((4, 64))
IMAGES[1, :8] = 16
IMAGES[2, 60:] = 8
LABELS = np.array([0, 1, 2, 1])


def ink(X):
    """More ink in the upper half speaks for 1, in the lower one for 2."""
    return np.stack([0 * X[:, 0] + 1, X[:, :32].sum(1), X[:, 32:].sum(1)], axis=1)


@pytest.fixture
def pad():
    return DrawingPad(ink, IMAGES, LABELS, which=1)


def test_an_image_is_read_and_its_label_is_told(pad):
    view = pad.view()

    assert (view["winner"], view["truth"]) == (1, 1)
    assert view["words"] == "Read as 1, 127.0 ahead of 0. It is a 1."


def test_a_drawing_has_no_label(pad):
    pad.which, pad.pixels = -1, [0.0] * 32 + [4.0] * 32

    view = pad.view()

    assert (view["winner"], view["truth"], pad.truth) == (2, -1, None)
    assert "It is a" not in view["words"]


def test_empty_paper_is_not_read(pad):
    pad.which, pad.pixels = -1, [0.0] * 64

    assert pad.view()["words"] == "The paper is empty."


def test_the_next_image_and_the_next_one_that_is_read_wrongly(pad):
    pad.do_other()
    assert pad.which == 2

    pad.do_wrong()

    assert pad.which == 3
    assert pad.pixels == IMAGES[3].tolist()


def test_a_drawing_leaves_the_images_in_their_order(pad):
    pad.which = -1

    pad.do_other()

    assert pad.which == 0


def test_unfinished_scores_give_a_sentence():
    def unfinished(X):
        raise NotImplementedError

    pad = DrawingPad(unfinished, IMAGES, LABELS)
    pad.refresh()

    assert "not written yet" in pad.problem
    assert isinstance(pad.still(), Sentence)


def test_scores_without_a_row_are_told_in_words():
    pad = DrawingPad(lambda X: ink(X)[0], IMAGES, LABELS)

    pad.refresh()

    assert "the table of scores has the shape (3,), and not (1, 3)" in pad.problem


def test_the_still_picture_shows_the_image(pad):
    assert isinstance(pad.still(), Picture)
