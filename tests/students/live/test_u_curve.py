"""The U-curve: slopes and errors of the student's own measuring."""

import numpy as np
import pytest

from live_examples import Student
from live_examples.u_curve import make


@pytest.fixture
def curve():
    return make(Student())


def test_the_slope_is_what_the_function_measures_with_this_step(curve):
    curve.h, curve.where = 0.5, 2.0

    view = curve.view()

    by_hand = (np.sin(2.5) - np.sin(2.0)) / 0.5
    assert view["slopes"] == [by_hand]
    assert view["errors"] == [abs(by_hand / np.cos(2.0) - 1)]
    assert view["true"] == np.cos(2.0)


def test_curves_come_only_when_they_are_asked_for(curve):
    hidden = curve.view()["curves"].size
    curve.whole = True

    view = curve.view()

    assert hidden == 0
    assert view["curves"].shape == (1, len(view["steps"]))
    assert view["curves"][0, 0] > 0.1 > view["curves"][0, 20]


def test_a_step_that_changes_nothing_has_an_error_of_1(curve):
    curve.h = 1e-17

    assert curve.view()["errors"] == [1.0]


def test_where_the_slope_is_zero_the_error_is_the_slope_itself(curve):
    curve._true_slope = lambda where: 0.0
    curve.where, curve.h = 0.0, 0.1

    view = curve.view()

    assert view["errors"] == view["slopes"]


def test_the_words_tell_the_step_the_slope_and_the_error(curve):
    curve.h = 1e-3

    words = curve.view()["words"]

    assert words.startswith("h = 1e-03; the slope is 0.5403023059. yours gives 0.53988")
