"""Where Python still loops in a function."""

import functools

import numpy as np
import pytest
import scipy.special
from scipy.special import softmax as borrowed

from gradients_by_hand.loops import borrowed_in, loops_in


def slow(x):
    total = 0.0
    for each in x:
        total += each
    return total


def hands_over(x):
    return slow(x)


def hands_over_twice(x):
    return hands_over(x) + slow(x)


def calls_itself(x):
    return x[0] + calls_itself(x[1:]) if len(x) else 0.0


def one_of_two(x):
    return the_other(x)


def the_other(x):
    return one_of_two(x[1:]) + slow(x)


@functools.cache
def remembered(x):
    return slow(x)


def all_kinds(x):
    total = [each for each in x]  # noqa: C416
    while total:
        total.pop()
    return {each for each in x}, {each: 1 for each in x}, sum(each for each in x)  # noqa: C416, C420


def hidden(x):
    return np.vectorize(slow)(x), list(map(slow, x))


def quick(x):
    slow = np.sum(x)  # a local name, which is not that function
    return slow + np.add.reduce(x) + np.maximum.accumulate(x)


def test_a_loop_is_named_with_its_line():
    assert loops_in(slow) == ["a for loop in line 3"]


def test_a_loop_in_a_helper_is_named_with_the_helper():
    assert loops_in(hands_over) == ["a for loop in line 3 of slow, which you call"]


@pytest.mark.parametrize(
    "function", [hands_over_twice, one_of_two, remembered], ids=lambda f: f.__name__
)
def test_helpers_of_helpers_are_read_once(function):
    assert sum("of slow, which you call" in each for each in loops_in(function)) == 1


def test_a_function_that_calls_itself_loops():
    assert loops_in(calls_itself) == ["calls_itself, which calls itself"]


def test_every_kind_of_loop_is_found():
    assert len(loops_in(all_kinds)) == 5


def test_calls_that_hide_a_loop_are_found():
    said = " ".join(loops_in(hidden))

    assert "vectorize, which hides a loop, in line 2" in said
    assert "map, which hides a loop, in line 2" in said


@pytest.mark.parametrize("function", [quick, len, lambda x: x])
def test_what_has_no_loop_has_none(function):
    assert loops_in(function) == []


def by_module(x):
    return scipy.special.softmax(x)


def by_name(x):
    return borrowed(x)


def by_helper(x):
    return by_name(x)


def inside(x):
    from scipy.special import softmax

    return softmax(x)


def of_its_own(x):
    softmax = x + 1
    return softmax * 2


@pytest.mark.parametrize(
    "function",
    [by_module, by_name, by_helper, inside, borrowed],
    ids="by_module by_name by_helper inside borrowed".split(),
)
def test_what_a_library_does_is_seen(function):
    assert borrowed_in(function, "scipy.special.softmax", "numpy.vectorize") == [
        "scipy.special.softmax"
    ]


def test_what_is_written_here_is_not_borrowed():
    assert borrowed_in(of_its_own, "scipy.special.softmax", "no.such.library") == []
