"""When two results of calls are the same."""

import numpy as np
import pytest

from autograder.execution.replies import call_result
from autograder.wire import ProtocolError
from autograder.wire.call_result import (
    Raised,
    Returned,
    call_result_of,
    is_finite,
    same,
    same_value,
)

SAME = {
    "nan and nan": (np.array([1.0, np.nan]), np.array([1.0, np.nan])),
    "a number and a 0-d array": (2.0, np.array(2.0)),
    "a tuple and a list": ((1.0, None), [1.0, None]),
    "within the tolerance": (np.array([1.0, 1e3]), np.array([1.0 + 1e-5, 1e3])),
    "booleans": (True, np.array(True)),
    "dicts": ({"loss": 1.0}, {"loss": 1.0}),
}
DIFFERENT = {
    "nan and a number": (float("nan"), 1.0),
    "inf and minus inf": (float("inf"), float("-inf")),
    "booleans": (np.array([True]), np.array([False])),
    "unsigned": (np.array([1], dtype="u1"), np.array([2], dtype="u1")),
    "shapes": (np.ones(3), np.ones((1, 3))),
    "None and zero": (None, 0.0),
    "beyond the tolerance": (np.array([1.0]), np.array([1.1])),
    "lengths": ((1.0,), (1.0, 2.0)),
    "text and a number": ("1", 1.0),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_these_are_the_same(one, other):
    assert same_value(one, other, rtol=1e-6)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_these_are_not(one, other):
    assert not same_value(one, other, rtol=1e-6)


def test_our_own_functions_do_not_change_their_inputs():
    x = np.ones(2)

    def spoil(x):
        x[0] = 7.0

    result = call_result_of(spoil, (x,))

    assert list(x) == [1.0, 1.0]
    assert list(result.changed) == [0]


def test_a_matrix_is_not_an_array():
    matrix = call_result_of(lambda: np.ones((2, 2)).view(np.matrix), ())
    array = call_result_of(lambda: np.ones((2, 2)), ())

    assert not same(matrix, array, rtol=1.0)
    assert same(matrix, matrix, rtol=0.0)


def test_exceptions_compare_by_type():
    assert same(Raised("ValueError", "a"), Raised("ValueError", "b"), rtol=0.0)
    assert not same(Raised("ValueError"), Raised("TypeError"), rtol=0.0)
    assert not same(Raised("ValueError"), Returned(1.0), rtol=0.0)


@pytest.mark.parametrize("value", [10**308, -(2**70), np.array([2, 3]), np.True_, (1,)])
def test_a_number_of_any_size_and_type_is_finite(value):
    assert is_finite(Returned(value))
    assert not is_finite(Returned([value, float("nan")]))


@pytest.mark.parametrize("position", [-1, 64, 2**4095], ids=["-1", "64", "a large one"])
def test_a_changed_argument_has_a_place_among_the_arguments(position):
    reply = {"returned": 1, "changed": [[position, 2]]}

    with pytest.raises(ProtocolError):
        call_result(reply, 0.1)
