"""A misconception is recognised by its results."""

import numpy as np

from autograder.authoring import hints
from autograder.misconceptions import Call, Misconception, explain, misconception
from autograder.wire.call_result import Raised, call_result_of
from gradients_by_hand import recognition


def right(x):
    return x * 2


def square(x):
    return x * x


def in_place(x):
    x *= 2
    return x


def raises(x):
    raise ValueError("no")


def known(function, **changes):
    fields = {
        "id": function.__name__,
        "exercises": ("double",),
        "says": "",
        "try_this": "",
        "section": "",
        "function": function,
    }
    return Misconception(**{**fields, **changes})


def calls_of(function):
    inputs = [(np.array([2.0, 2.0]),), (np.array([1.0, 3.0]),)]
    return [Call(args, call_result_of(function, args)) for args in inputs]


KNOWN = [known(square), known(in_place), known(raises)]


def test_the_misconception_of_a_student_is_named():
    for wrong in (square, in_place, raises):
        named = explain(KNOWN, calls_of(wrong), right)

        assert named is not None
        assert named.id == wrong.__name__


def test_a_right_answer_shows_no_misconception():
    assert explain(KNOWN, calls_of(right), right) is None


def test_an_answer_of_its_own_shows_no_misconception():
    assert explain(KNOWN, calls_of(lambda x: x + 7), right) is None


def test_another_exception_is_another_result():
    calls = [Call((np.ones(2),), Raised("TypeError"))]

    assert explain(KNOWN, calls, right) is None


def test_marks_decide_between_misconceptions_with_equal_results():
    several = [known(square), known(square, id="by power", marks=("power",))]

    assert explain(several, calls_of(square), right).id == "square"
    assert explain(several, calls_of(square), right, {"power"}).id == "by power"


def test_a_misconception_may_ask_for_a_closer_match():
    def nearly_right(x):
        return x * (2 + 1e-9)

    def float32(x):
        return (x * (2 + 1e-7)).astype(float)

    several = [known(nearly_right, rtol=2e-8)]

    assert explain(several, calls_of(nearly_right), right) is not None
    assert explain(several, calls_of(float32), right) is None


def test_an_overflow_does_not_hide_another_mistake():
    calls = calls_of(square)
    calls.append(
        Call((np.array([1e200]),), call_result_of(lambda x: x * np.inf, (1.0,)))
    )

    assert explain(KNOWN, calls, right).id == "square"


def test_the_decorator_leaves_the_function_usable():
    marked = misconception(
        id="X1", exercise="double", says="s", try_this="t", section="c"
    )(square)

    assert marked(3) == 9
    assert marked.misconception.exercises == ("double",)


def test_the_build_and_the_tutor_compare_to_the_same_digits():
    assert hints._TUTOR_RTOL == recognition._RTOL
