"""The axis explorer: what is lit, found by nudging."""

import numpy as np
import pytest

from live_examples import Student
from live_examples.axis_explorer import make


@pytest.fixture
def explorer():
    return make(Student())


def lit(view):
    return np.argwhere(view["lit"]).tolist()


def test_an_entry_of_a_sum_along_rows_feels_its_row(explorer):
    explorer.entry = [0, 2]

    view = explorer.view()

    assert lit(view) == [[2, 0], [2, 1]]
    assert view["shapes"] == ["(3, 2)", "(3,)"]
    assert "Entry [2] depends on 2 of 6 numbers: A[2, 0], A[2, 1]." in view["words"]


def test_an_entry_of_a_turned_table_feels_the_number_that_it_is(explorer):
    explorer.which, explorer.entry = "turned", [1, 2]

    assert lit(explorer.view()) == [[2, 1]]


def test_an_entry_outside_of_another_result_becomes_its_last_one(explorer):
    explorer.entry = [5, 5]

    assert explorer.view()["entry"] == [0, 2]


def test_what_numpy_refuses_is_told_in_its_words(explorer):
    explorer.which = "refused"
    explorer.refresh()

    assert "operands could not be broadcast together" in explorer.problem


def test_what_is_refused_for_a_table_goes_through_for_a_square_one(explorer):
    explorer.which, explorer.square, explorer.entry = "refused", True, [0, 1]

    view = explorer.view()

    assert view["shapes"] == ["(2, 2)", "(2, 2)"]
    assert lit(view) == [[0, 1], [1, 0], [1, 1]]  # row 1, which nobody meant


def test_a_function_that_writes_into_its_table_changes_nothing_here(explorer):
    def greedy(A):
        A[:] = 0
        return A.sum(axis=0)

    explorer._functions["sums"] = greedy

    assert explorer.view()["table"].sum() == 22


def test_only_functions_that_are_there_can_be_chosen(explorer):
    explorer._receive({"kind": "set", "values": {"which": "nothing"}})

    assert explorer.which == "sums"
