"""The index lens: what an entry depends on, and what its slope depends on."""

import numpy as np
import pytest

from gradients_by_hand.live.index_lens import IndexLens
from live_examples import Student
from live_examples.index_lens import W, X, make


def lit(view):
    return {t["name"]: np.argwhere(t["lit"]).tolist() for t in view["tables"]}


def scores_alone(entry):
    return IndexLens({"F": lambda X, W: X @ W}, {"X": X, "W": W}, entry)


def test_an_entry_of_a_product_feels_a_row_and_a_column():
    view = scores_alone((1, 0)).view()

    assert lit(view) == {"X": [[1, 0], [1, 1], [1, 2]], "W": [[0, 0], [1, 0], [2, 0]]}
    assert view["slope"] is None
    assert "it depends on X[1, 0], X[1, 1]" in view["words"]


def test_the_slope_along_a_weight_is_measured_and_feels_one_number():
    view = make(Student()).view()

    assert view["slope"] == pytest.approx(X[1, 2])
    assert lit(view) == {"X": [[1, 2]], "W": []}
    assert (
        "F[1, 0] moves by 6 times as much. That slope depends on X[1, 2]."
        in view["words"]
    )


def test_a_weight_of_another_column_moves_nothing():
    lens = make(Student())
    lens.nudged = [2, 1]

    view = lens.view()

    assert view["slope"] == 0.0
    assert lit(view) == {"X": [], "W": []}
    assert "none of these numbers" in view["words"]


def test_vectors_stand_as_a_column_and_as_the_row_that_fits():
    given = {"a": np.arange(3.0), "b": np.ones(2)}

    view = IndexLens({"g": np.outer}, given, (2, 1)).view()

    assert [t["values"].shape for t in view["tables"]] == [(3, 1), (1, 2)]
    assert lit(view) == {"a": [[2, 0]], "b": [[0, 1]]}


def test_an_entry_that_is_not_there_becomes_the_last_one():
    assert scores_alone((9, 9)).view()["entry"] == [1, 1]


def test_an_answer_with_other_axes_than_the_entry_is_told():
    lens = scores_alone((1, 0))
    lens.entry = [1]

    lens.refresh()

    assert "an answer of shape (2, 2) cannot be drawn here" in lens.problem


def test_the_given_arrays_stay_as_they_were():
    def greedy(X, W):
        X[:] = 0
        return X @ W

    kept = X.copy()
    IndexLens({"F": greedy}, {"X": X, "W": W}, (0, 0)).view()

    assert np.array_equal(X, kept)
