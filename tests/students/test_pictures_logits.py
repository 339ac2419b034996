"""Pictures of functions from scores to probabilities."""

import base64

import numpy as np
import pytest

from gradients_by_hand.pictures import logits
from gradients_by_hand.pictures.canvas import Sentence

S = np.array([1.0, -0.5, 2.0])


def shares(s):
    """Stands for a student's function: any numbers for scores will do."""
    return np.tanh(s) ** 2


def unfinished(s):
    raise NotImplementedError


def drawn(draw, f):
    return draw(f) if draw is logits.overflow_meter else draw(f, S)


DRAWINGS = pytest.mark.parametrize(
    "draw",
    [logits.mixer, logits.overflow_meter, logits.sharpness],
    ids=lambda draw: draw.__name__,
)


@DRAWINGS
def test_a_picture_is_a_png_with_a_text_that_can_be_heard(draw):
    shown = drawn(draw, shares)._repr_mimebundle_()

    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/html"].startswith('<img alt="')
    assert len(shown["text/plain"]) > 80


@DRAWINGS
def test_an_unfinished_function_gets_a_sentence_instead(draw):
    assert "not written yet" in repr(drawn(draw, unfinished))


@pytest.mark.parametrize("draw", [logits.mixer, logits.sharpness])
@pytest.mark.parametrize(
    "answer", [None, "words", 3.0, np.zeros((1, 3))], ids=lambda each: str(each)[:5]
)
def test_an_answer_that_cannot_be_drawn_gets_a_sentence_instead(draw, answer):
    assert isinstance(draw(lambda s: answer, S), Sentence)


@DRAWINGS
def test_a_function_that_gives_nan_is_drawn(draw):
    picture = drawn(draw, lambda s: np.full(np.shape(s), np.nan))

    assert picture._repr_mimebundle_()


def test_nan_stands_as_a_word_where_a_bar_would_be():
    picture = logits.mixer(lambda s: np.where(s > 500, np.nan, 0.2), S, shift=1000)

    words = [text.get_text() for axes in picture.figure.axes for text in axes.texts]
    assert words.count("nan") == 3
    assert "of s + 1000 it gives nan, nan, nan" in picture.alt


def test_a_function_that_writes_into_its_scores_does_not_disturb_the_picture():
    def greedy(s):
        s -= 100
        return np.ones(3)

    assert "the scores 1, -0.5, 2" in logits.mixer(greedy, S).alt


def test_the_meter_finds_the_height_at_which_each_type_ends():
    alt = logits.overflow_meter(np.exp).alt

    assert "in float16 numbers come from -1200.0 to 11.1" in alt
    assert "in float32 numbers come from -1200.0 to 88.7" in alt
    assert "in float64 numbers come from -1200.0 to 709.8" in alt


def test_an_arithmetic_error_is_a_cross_and_no_crash():
    def refuses(s):
        if s[0] > 100:
            raise OverflowError("math range error")
        return s

    assert "to 100.0" in logits.overflow_meter(refuses).alt


def test_a_function_that_never_fails_has_no_limit():
    alt = logits.overflow_meter(lambda s: np.tanh(s.astype(float))).alt

    assert alt.count("no limit shows") == 3


def test_sharpness_names_what_it_begins_and_ends_with():
    alt = logits.sharpness(lambda s: s, S, factors=[0, 2]).alt

    assert "gives 0, -0, 0, at the right end 2, -1, 4" in alt
