"""Still pictures, drawn by functions of a student."""

import base64

import numpy as np
import pytest

from gradients_by_hand.datasets import blobs
from gradients_by_hand.gradients import gradient_check
from gradients_by_hand.pictures import losses
from gradients_by_hand.pictures.canvas import Picture, Sentence, drawn_with
from gradients_by_hand.pictures.gradient import gradient_picture

W = np.array([[0.5, -1.0, 0.2], [1.0, 0.3, -0.7]])
X, Y = blobs(n=3)


def squares(W, X, y):
    """Stands for a student's function: any loss with its gradient will do."""
    S = X @ W
    return np.sum(S * S) / 2, X.T @ S


def unfinished(W, X, y):
    raise NotImplementedError


DRAWINGS = pytest.mark.parametrize(
    "draw",
    [losses.build_up, losses.pulls, losses.tangent],
    ids=lambda draw: draw.__name__,
)


@DRAWINGS
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = draw(squares, W, X[:4], Y[:4])._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/html"].startswith('<img alt="')
    assert len(shown["text/plain"]) > 80


@DRAWINGS
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    shown = draw(unfinished, W, X, Y)

    assert "not written yet" in repr(shown)


@DRAWINGS
@pytest.mark.parametrize(
    "answer",
    [None, (1.0, np.zeros((3, 2))), ("x", "y"), 3.0],
    ids=["nothing", "another shape", "words", "one number"],
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, answer):
    shown = draw(lambda *_: answer, W, X, Y)

    assert isinstance(shown, Sentence)


@DRAWINGS
def test_a_function_that_gives_nan_or_zeros_is_drawn(draw):
    for value in (0.0, np.nan):
        gradient = np.full(W.shape, value)
        shown = draw(lambda *_, gradient=gradient: (1.0, gradient), W, X, Y)

        assert shown._repr_mimebundle_()


def test_the_words_of_a_tangent_follow_the_students_function():
    wrong = losses.tangent(lambda *batch: (squares(*batch)[0], W), W, X, Y)

    assert "dW claims" in wrong.alt
    assert wrong.alt != losses.tangent(squares, W, X, Y).alt


@drawn_with
def drawn_by(draw):
    return Picture(draw, "Words.")


def test_what_cannot_be_drawn_gets_a_sentence_instead():
    def refuses():
        raise ValueError("no such axes")

    assert "no such axes" in repr(drawn_by(refuses))


def test_a_picture_is_drawn_once_and_at_once_where_somebody_may_look():
    drawings = []

    picture = drawn_by(lambda: drawings.append("a figure"))

    assert drawings == ["a figure"]
    assert picture.figure is None
    assert drawings == ["a figure"]


def test_quotes_in_an_alternative_text_are_escaped():
    picture = losses.pulls(squares, W, X, Y)
    picture.alt = 'a "quoted" <text>'

    html = picture._repr_mimebundle_()["text/html"]

    assert 'alt="a &quot;quoted&quot; &lt;text&gt;"' in html


def test_the_picture_of_a_report_says_what_the_report_says():
    report = gradient_check(lambda V: (np.sum(V**2), V), W)

    shown = report._repr_mimebundle_()

    assert str(report) in shown["text/plain"]
    assert "image/png" in shown


def test_a_report_on_a_vector_is_drawn_as_a_row():
    wrong = gradient_check(lambda v: (np.sum(v * v), v), np.array([1.0, -2.0]))

    assert "Three tables" in repr(gradient_picture(wrong))


def test_a_report_on_what_is_no_table_is_told_in_words():
    report = gradient_check(lambda v: (np.sum(v * v), v), np.ones((2, 2, 2)))

    shown = gradient_picture(report)

    assert repr(shown) == str(report)
    assert shown._repr_mimebundle_() == {"text/plain": str(report)}


def test_each_wrong_entry_has_a_frame_inside_its_cell():
    def wrong(V):
        gradient = 2 * V
        gradient[1, 2] = gradient[0, 1] = 9.0
        return np.sum(V**2), gradient

    axes = gradient_picture(gradient_check(wrong, W)).figure.axes[0]
    (low, high), (bottom, top) = sorted(axes.get_xlim()), sorted(axes.get_ylim())

    assert len(axes.patches) == 2
    for frame in axes.patches:
        assert low < frame.get_x() < frame.get_x() + frame.get_width() < high
        assert bottom < frame.get_y() < frame.get_y() + frame.get_height() < top


def test_a_small_difference_does_not_look_like_zero():
    report = gradient_check(lambda V: (np.sum(V**2), 2 * V - 0.0004), W)

    texts = [each.get_text() for each in gradient_picture(report).figure.axes[0].texts]

    assert texts.count("-0.0004") == W.size
    assert "-0.00" not in texts


def test_long_weights_stay_inside_their_panel():
    for axes in losses.pulls(squares, 50 * W, X, Y).figure.axes:
        thick = axes.collections[-1]

        assert np.hypot(thick.U, thick.V).max() < np.hypot(*np.abs(axes.get_xlim()))
        assert "times as long" in axes.get_xlabel()
