"""The kink walker: what is measured on both sides of a kink, and across it."""

import numpy as np
import pytest

from live_examples import Student
from live_examples.kink_walker import make


@pytest.fixture
def walker():
    return make(Student())


@pytest.mark.parametrize(
    ("x", "slope", "verdict"),
    [
        (-0.5, -1, "on the left"),
        (0.5, 1, "on the right"),
        (0.05, 0.5, "Neither -1 nor 1"),
        (0.0, 0, "Neither"),
    ],
)
def test_the_slope_and_where_it_belongs(walker, x, slope, verdict):
    walker.x, walker.h = x, 0.1

    view = walker.view()

    assert view["here"] == pytest.approx(slope)
    assert verdict in view["verdict"]


def test_the_two_points_are_those_that_a_step_apart_are(walker):
    walker.x, walker.h = 0.25, 0.5

    assert walker.view()["ends"] == [[-0.25, 0.25], [0.75, 0.75]]


def test_the_way_shows_every_slope_between_the_two_sides(walker):
    walker.h = 0.1

    slopes = walker.view()["slopes"]

    assert len(slopes) == 201
    assert np.allclose([slopes[0], slopes[-1]], [-1, 1])
    assert np.sum(np.abs(slopes) < 0.99) == 19


def test_a_function_that_measures_no_number_is_told():
    walker = make(Student("nan"))

    assert walker.view()["verdict"] == "That is not a number."


def test_slopes_of_another_shape_are_told(walker):
    walker._functions["measure"] = lambda f, x, h: np.zeros(2)

    walker.refresh()

    assert "the slope at one point has the shape (2,)" in walker.problem
