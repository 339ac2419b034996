"""Pictures of a loss of scores, drawn by functions that stand in for a student's."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures.canvas import Sentence
from gradients_by_hand.pictures.cross_entropy import balance, far_behind, pull

SCORES = np.array([0.5, -1.0, 1.5])
S = np.array([SCORES, -SCORES])
Y = np.array([1, 0])


def gap(S, y):
    """Stands for a student's loss: how far the truth is behind the best."""
    return np.mean(S.max(axis=1) - S[np.arange(len(y)), y])


def flat(S, y):
    return np.full(S.shape, 0.25)


def equal(s):
    return np.full(len(s), 1 / len(s))


def unfinished(*_):
    raise NotImplementedError


DRAWINGS = pytest.mark.parametrize(
    "draw",
    [
        lambda loss, gradient: pull(loss, gradient, equal, SCORES, 1),
        lambda loss, gradient: balance(gradient, equal, S, Y),
        lambda loss, gradient: far_behind(loss),
    ],
    ids=["pull", "balance", "far_behind"],
)


@DRAWINGS
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = draw(gap, flat)._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert len(shown["text/plain"]) > 80


@DRAWINGS
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(draw(unfinished, unfinished))


@DRAWINGS
@pytest.mark.parametrize(
    "answer",
    [None, "words", np.zeros((3, 2)), (1.0, 2.0)],
    ids=["nothing", "words", "another shape", "a pair"],
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, answer):
    shown = draw(lambda *_: answer, lambda *_: answer)

    assert isinstance(shown, Sentence)


@DRAWINGS
@pytest.mark.parametrize("value", [0.0, np.nan, np.inf, -1e9])
def test_numbers_of_any_kind_are_drawn(draw, value):
    shown = draw(lambda *_: value, lambda S, y: np.full(S.shape, value))

    assert shown._repr_mimebundle_()


def test_arrows_start_at_the_bars_and_go_against_the_gradient():
    picture = pull(gap, flat, equal, SCORES, 1)

    assert "end at 0.08, 0.08, 0.08" in picture.alt
    texts = picture.figure.axes[0].texts
    arrows = [each for each in texts if hasattr(each, "arrow_patch")]
    assert [each.xy[1] for each in arrows] == pytest.approx([1 / 3 - 0.25] * 3)


def test_a_picture_leaves_its_arguments_alone():
    def greedy(S, y):
        S *= 0
        return np.zeros(S.shape)

    before = S.copy()

    balance(greedy, equal, S, Y)

    assert np.array_equal(S, before)


def test_each_row_of_scores_is_turned_into_probabilities_by_itself():
    texts = [
        each.get_text() for each in balance(flat, equal, S, Y).figure.axes[0].texts
    ]

    assert texts.count("0.33") == S.size


def test_probabilities_that_do_not_fit_the_scores_are_told():
    shown = balance(flat, lambda s: np.ones(2), S, Y)

    assert "the probabilities have the shape (2, 2), and S (2, 3)" in repr(shown)


def test_rows_that_do_not_add_up_to_zero_are_counted():
    assert "2 of 2 sums are not 0" in balance(flat, equal, S, Y).alt
    assert "0 of 2 sums" in balance(lambda S, y: 0 * S, equal, S, Y).alt


def test_a_loss_that_becomes_infinite_is_marked_and_told():
    def breaks(S, y):
        return gap(S, y) if gap(S, y) < 500 else np.inf

    picture = far_behind(gap, {"another one": breaks})

    assert "your loss: 0.00 at first, 1000 at 1000" in picture.alt
    assert "another one" in picture.alt
    assert "not a finite number for 101 of 201 gaps" in picture.alt
