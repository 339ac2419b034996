"""The map of a Jacobian: claimed, measured, and a nudge."""

import numpy as np
import pytest

from live_examples import Student
from live_examples.jacobian_map import make


@pytest.fixture
def jacobian_map():
    return make(Student())


def test_an_entry_is_measured_beside_what_the_table_says(jacobian_map):
    jacobian_map.entry = [2, 2]

    view = jacobian_map.view()

    assert view["measured"] == pytest.approx(4.0)
    assert view["right"]
    assert view["case"] == "i = j = 2"


def test_an_entry_that_is_wrong_is_seen(jacobian_map):
    jacobian_map._functions["jacobian"] = lambda s: np.ones((3, 3))
    jacobian_map.entry = [0, 1]

    view = jacobian_map.view()

    assert not view["right"]
    assert view["case"] == "i = 0 and j = 1 differ"
    assert "measured is 0.0000, which is something else" in view["words"]


def test_a_nudge_moves_the_outputs_as_the_function_says(jacobian_map):
    jacobian_map.entry, jacobian_map.nudge = [0, 2], 0.5

    view = jacobian_map.view()

    assert view["true"].tolist() == [0, 0, 2.25]
    assert view["promised"].tolist() == [0, 0, 2.0]
    assert view["gap"] == 0.25


def test_sums_are_those_of_the_table(jacobian_map):
    view = jacobian_map.view()

    assert view["rows"].tolist() == view["columns"].tolist() == [2.0, -1.0, 4.0]


def test_what_rounding_leaves_of_a_sum_is_shown_as_zero(jacobian_map):
    jacobian_map._functions["jacobian"] = lambda s: np.array([[0.1, 0.2, -0.3]] * 3)

    assert jacobian_map.view()["rows"].tolist() == [0, 0, 0]


def test_a_table_of_another_shape_is_told(jacobian_map):
    jacobian_map._functions["jacobian"] = lambda s: np.ones(3)

    jacobian_map.refresh()

    assert "the answer of your jacobian has the shape (3,)" in jacobian_map.problem
