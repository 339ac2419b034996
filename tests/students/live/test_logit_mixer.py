"""The logit mixer: what a function makes of scores that are moved."""

import numpy as np
import pytest

from live_examples import Student
from live_examples.logit_mixer import make


@pytest.fixture
def mixer():
    return make(Student())


def test_a_function_gets_the_scores_with_temperature_and_shift(mixer):
    mixer.temperature, mixer.shift = 2.0, 10.0

    view = mixer.view()

    assert view["given"] == [10.5, 9.75, 11.0]


def test_the_shares_without_the_shift_are_there_to_compare(mixer):
    mixer.shift = 100.0

    view = mixer.view()

    assert view["shares"] == view["unmoved"]


def test_a_function_that_feels_the_shift_shows_it(mixer):
    mixer.which, mixer.shift = "powers", 1000.0

    view = mixer.view()

    assert view["shares"] == [np.inf] * 3
    assert np.isfinite(view["unmoved"]).all()
    assert "inf" in view["words"]


def test_exponentials_that_overflow_are_shown_as_infinite(mixer):
    mixer.shift = 1000.0

    assert mixer.view()["powers"] == [np.inf] * 3


def test_an_answer_of_another_shape_is_told(mixer):
    mixer._functions["ranks"] = lambda s: s[:2]

    mixer.refresh()

    assert "what your function gives has the shape (2,), and not (3,)" in mixer.problem


def test_a_function_that_writes_into_its_scores_changes_nothing_here(mixer):
    def greedy(s):
        s[:] = 0
        return s

    mixer._functions["ranks"] = greedy

    assert mixer.view()["given"] == [1.0, -0.5, 2.0]
