"""The blow-up: the pattern of a table of slopes, and its price."""

import numpy as np
import pytest

from gradients_by_hand.live.blow_up import BlowUp
from live_examples import Student
from live_examples.blow_up import make, table


@pytest.fixture
def blow_up():
    return make(Student())


def test_what_is_stored_is_counted_in_the_students_table(blow_up):
    blow_up.N, blow_up.D, blow_up.C = 5, 4, 3

    view = blow_up.view()

    J = table(blow_up.X, 3)
    assert view["shape"] == [15, 12]
    assert (view["stored"], view["zeros"]) == (J.size, np.sum(J == 0))
    assert view["megabytes"] == J.size * 8 / 1e6
    assert view["weights"] == 12


def test_a_pattern_keeps_zeros_apart_from_what_is_small():
    widget = BlowUp({"f": lambda X, C: np.array([[0.0, 1e-9, -1e-9], [1, -1, np.nan]])})

    pattern = widget.view()["pattern"]

    assert pattern.tolist() == [[127, 128, 126], [254, 0, 255]]


def test_more_examples_leave_those_that_are_there(blow_up):
    few = blow_up.X
    blow_up.N, blow_up.D = 7, 5

    assert np.array_equal(blow_up.X[:4, :3], few)


def test_the_numbers_of_the_lit_block_are_told(blow_up):
    blow_up.lit = [1, 2]

    view = blow_up.view()

    x = blow_up.X[1, 2]
    assert np.array_equal(view["part"], [[x, 0], [x, 0]])


def test_blocks_of_the_other_shape(blow_up):
    blow_up.blocks = "N x D"

    view = blow_up.view()

    assert view["block"] == [4, 3]
    assert view["part"].shape == (4, 3)


def test_a_block_that_is_not_there_becomes_the_last_one(blow_up):
    blow_up.lit = [99, -5]

    assert blow_up.view()["lit"] == [3, 0]


@pytest.mark.parametrize(("asked", "kept"), [(0, 1), (1000, 24)])
def test_sizes_stay_where_they_can_be_drawn(blow_up, asked, kept):
    blow_up.N = asked

    assert blow_up.X.shape == (kept, 3)


@pytest.mark.parametrize("answer", [np.zeros(3), np.zeros((0, 2)), 1.0])
def test_what_is_no_table_is_told(answer):
    widget = BlowUp({"f": lambda X, C: answer})

    widget.refresh()

    assert "cannot be drawn" in widget.problem
